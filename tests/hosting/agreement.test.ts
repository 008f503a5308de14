import { describe, expect, test } from 'vitest'
import { compareReleases, type ReleaseClaim, toAgreement } from '#lib/hosting/agreement.ts'
import type { Agreement } from '#lib/hosting/vocabulary.ts'

const a: ReleaseClaim = { version: '1.2.0', commitSha: 'a'.repeat(40) }
const b: ReleaseClaim = { version: '1.3.0', commitSha: 'b'.repeat(40) }
const silent: ReleaseClaim = { version: null, commitSha: null }
const labelled: ReleaseClaim = { version: 'app-20261121-7', commitSha: null }

type Row = readonly [
  word: Agreement,
  record: ReleaseClaim | null,
  endpoint: ReleaseClaim | null,
  platform: readonly ReleaseClaim[],
]

const rows: readonly Row[] = [
  ['unknown', null, null, []],
  ['unknown', null, null, [silent]],
  ['record_only', a, null, []],
  ['record_only', a, null, [silent]],
  ['record_only', a, null, [labelled]],
  ['endpoint_only', null, a, []],
  ['endpoint_only', null, a, [a]],
  ['platform_only', null, null, [a]],
  ['platform_only', null, null, [labelled]],
  ['agreed', a, a, []],
  ['agreed', a, a, [a]],
  ['agreed', a, a, [labelled]],
  ['agreed', a, null, [a]],
  ['agreed', a, null, [a, silent]],
  ['disagreed', a, b, []],
  ['disagreed', a, b, [a]],
  ['disagreed', a, b, [b]],
  ['platform_disagrees', a, a, [b]],
  ['platform_disagrees', a, null, [b]],
  ['platform_disagrees', a, null, [a, b]],
  ['platform_disagrees', null, a, [b]],
]

describe('three sources, one word', () => {
  test.each(rows)('%s', (word, record, endpoint, platform) => {
    expect(toAgreement({ record, endpoint, platform, isSkewed: false })).toBe(word)
  })

  test.each(rows)('skew between components outweighs %s', (_, record, endpoint, platform) => {
    expect(toAgreement({ record, endpoint, platform, isSkewed: true })).toBe('components_differ')
  })
})

describe('two releases', () => {
  test.each([
    ['the same commit, one shortened', { version: 'x', commitSha: 'aaaaaaa' }, a, 'same'],
    ['another commit under the same version', { ...a, commitSha: b.commitSha }, a, 'different'],
    ['the same version with and without v', { version: 'v1.2.0', commitSha: null }, a, 'same'],
    ['another numbered version', { version: '1.2.1', commitSha: null }, a, 'different'],
    ['a label of the platform', labelled, a, 'incomparable'],
    ['nothing said', silent, a, 'incomparable'],
  ] as const)('%s', (_, one, other, word) => {
    expect(compareReleases(one, other)).toBe(word)
  })
})
