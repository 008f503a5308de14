import { describe, expect, it } from 'vitest'
import { toKeyDiff } from '#components/activity/key-diff.ts'
import { toCell } from '#lib/audit/to-csv.ts'

describe('toCell', () => {
  it.each(['=1+1', '+49', '-1', '@SUM(A1)', '\tx', '\r=x'])('makes text of %j', (text) => {
    expect(toCell(text).replace(/^"/, '')).toMatch(/^'/)
  })

  it('quotes what would break a row and leaves the rest alone', () => {
    expect(toCell('a,"b"\nc')).toBe('"a,""b""\nc"')
    expect(toCell('plain = text')).toBe('plain = text')
  })
})

describe('toKeyDiff', () => {
  it('names added, removed and changed keys, nested ones by their path', () => {
    expect(
      toKeyDiff(
        { state: 'active', gone: 1, scope: { systems: ['a'] }, same: true },
        { state: 'revoked', scope: { systems: ['a', 'b'] }, same: true, fresh: null },
      ),
    ).toEqual([
      { path: 'state', kind: 'changed', before: 'active', after: 'revoked' },
      { path: 'gone', kind: 'removed', before: '1', after: null },
      { path: 'scope.systems', kind: 'changed', before: 'a', after: 'a, b' },
      { path: 'fresh', kind: 'added', before: null, after: '–' },
    ])
  })

  it('shows everything as added for something new, and nothing where nothing changed', () => {
    expect(toKeyDiff(null, { role: 'lead' })).toEqual([
      { path: 'role', kind: 'added', before: null, after: 'lead' },
    ])
    expect(toKeyDiff({ a: 1 }, { a: 1 })).toEqual([])
    expect(toKeyDiff(null, undefined)).toEqual([])
  })
})
