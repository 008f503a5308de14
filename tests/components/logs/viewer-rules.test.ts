import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFinder, toSegments } from '#components/logs/find-matches.ts'
import { addFollowed } from '#components/logs/followed-sources.ts'
import {
  addLoaded,
  moveBar,
  stackBars,
  sumCounts,
  toBarWindow,
} from '#components/logs/histogram-bars.ts'
import { addNewer, addOlder, bufferLines, startStore } from '#components/logs/line-store.ts'
import { toPushSnippets } from '#components/logs/push-snippets.ts'
import { toFilterParams } from '#components/logs/queries.ts'
import { parseTimeExpression, toTimeRange } from '#components/logs/time-expression.ts'
import { toAbsoluteLink, toMarkdown } from '#components/logs/use-line-actions.ts'
import { countFilters, parseLineParam, toLineParam } from '#components/logs/use-log-state.ts'
import type { FollowedSource, LogEntry, LogPage } from '#lib/logs/types.ts'

const now = Date.UTC(2026, 10, 21, 14, 0, 0)

function entry(second: number, text = `line ${second}`, id = `push:${second}`): LogEntry {
  const at = new Date(now + second * 1_000).toISOString()
  return {
    ...{ id, at, text, source: 'push', component: 'api', instance: null, level: 'info' },
    ...{ spans: [], summary: null, jobs: [] },
  }
}

const page = (lines: readonly LogEntry[], nextCursor: string | null = null): LogPage => ({
  ...{ from: '', to: '', lines, sources: [], nextCursor },
})

describe('bars of the histogram', () => {
  it.each([
    ['ArrowLeft', 4],
    ['ArrowRight', 6],
    ['PageUp', 0],
    ['PageDown', 9],
    ['Home', 0],
    ['End', 9],
    ['a', null],
  ])('are left by %s for another, or for none', (key, next) => {
    expect(moveBar(key, 5, 9)).toBe(next)
    expect([moveBar('ArrowLeft', 0, 9), moveBar('ArrowRight', 9, 9)]).toEqual([0, 9])
  })

  it('stand for a time within the histogram', () => {
    const at = (second: number) => new Date(now + second * 1_000).toISOString()
    const buckets = [0, 60, 120].map((second) => ({ at: at(second), counts: {} }))
    const histogram = {
      ...{ from: at(10), to: at(180), bucketSeconds: 60, buckets },
      ...{ counted: [], uncounted: [], deployments: [] },
    }
    expect(toBarWindow(histogram, [0, 1])).toEqual({ fromMs: now + 10_000, toMs: now + 120_000 })
    expect(toBarWindow(histogram, [3, 3])).toBeNull()
  })
})

describe('what a followed source says', () => {
  const origin = { slug: 'cloud', kind: 'log', platform: 'aws-cloudwatch' } as const
  const failed: FollowedSource = { ...origin, state: 'failed', message: 'gone', notice: null }
  const sampled: FollowedSource = {
    ...{ ...origin, state: 'notice', message: null },
    notice: { kind: 'sampled', at: null, detail: null },
  }

  it('stays until it is followed again, and is said once', () => {
    const said = [failed, sampled, sampled, failed].reduce(addFollowed, [])
    expect(said).toEqual([sampled, failed])
    expect(addFollowed(said, { ...failed, state: 'following' })).toEqual([sampled])
  })
})

describe('filters behind a button', () => {
  const none = { level: null, component: null, not: '', from: 'now-1h', to: 'now' }

  it('are counted', () => {
    expect(countFilters(none)).toBe(0)
    expect(countFilters({ ...none, level: ['error'], component: ['api'], from: 'now-6h' })).toBe(3)
  })
})

describe('a moment in the address', () => {
  it.each([
    ['now', now],
    ['now-90m', now - 90 * 60_000],
    ['now-2d', now - 2 * 86_400_000],
    [' 2026-11-21T13:00:00Z ', Date.UTC(2026, 10, 21, 13)],
    ['1795269600000', 1_795_269_600_000],
    ['yesterday', null],
    ['2026-02-30', null],
    ['2026-13-01 10:00', null],
    ['now+1h', null],
    ['', null],
  ])('reads %j', (text, ms) => {
    expect(parseTimeExpression(text, now)).toBe(ms)
  })

  it('begins a day in the zone of the reader', () => {
    expect(new Date(parseTimeExpression('now/d', now) ?? 0).getHours()).toBe(0)
  })

  it('makes no range that runs backwards', () => {
    expect(toTimeRange('now', 'now-1h', now)).toBeNull()
    expect(toTimeRange('now-1h', 'now', now)).toEqual({ fromMs: now - 3_600_000, toMs: now })
  })
})

describe('a copied link', () => {
  it('names absolute times and the line, and does not follow', () => {
    const href = 'https://portal.test/systems/a/b/logs?from=now-1h&to=now&follow=true&q=x'
    const link = new URL(toAbsoluteLink(href, { fromMs: now - 1_000, toMs: now }, entry(-1)))
    expect(Object.fromEntries(link.searchParams)).toEqual({
      from: '2026-11-21T13:59:59.000Z',
      to: '2026-11-21T14:00:00.000Z',
      q: 'x',
      line: `${now - 1_000}~push:-1`,
    })
  })

  it('leads back to its line', () => {
    expect(parseLineParam(toLineParam(entry(3)))).toEqual({ at: entry(3).at, id: 'push:3' })
    expect(parseLineParam('nonsense')).toBeNull()
  })
})

describe('lines as Markdown', () => {
  it('stay inside their block, whatever they contain', () => {
    const text = toMarkdown([entry(0, 'a ```js b'), entry(1, 'c')])
    expect(text.startsWith('````\n')).toBe(true)
    expect(text.endsWith('\n````')).toBe(true)
  })
})

describe('matches', () => {
  it('are found as text or pattern, with or without case, and never without end', () => {
    const find = (q: string, regex = false, mind = false) => createFinder({ q, regex, case: mind })
    expect(find('a.')?.('A. ab')).toEqual([[0, 2]])
    expect(find('a.', true)?.('A. ab')).toEqual([
      [0, 2],
      [3, 5],
    ])
    expect(find('A', false, true)?.('aA')).toEqual([[1, 2]])
    expect(find('x*', true)?.('aaa')).toEqual([])
    expect(find('(', true)).toBeNull()
    expect(find('')).toBeNull()
  })

  it('lie over colours without losing or doubling a character', () => {
    const ranges = fc.uniqueArray(fc.nat(40), { maxLength: 8 }).map((edges) => {
      const sorted = edges.toSorted((a, b) => a - b)
      return Array.from(
        { length: Math.floor(sorted.length / 2) },
        (_, index) => [sorted[index * 2] ?? 0, sorted[index * 2 + 1] ?? 0] as const,
      )
    })
    fc.assert(
      fc.property(ranges, ranges, (colours, matches) => {
        const text = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDE'
        const look = {
          colour: 'red',
          bold: false,
          dim: false,
          italic: false,
          underline: false,
        } as const
        const spans = colours.map(([start, end]) => ({ start, end, ...look }))
        const segments = toSegments(text, spans, matches)
        expect(segments.map((segment) => segment.text).join('')).toBe(text)
        for (const { start, isMatch, look: shown } of segments) {
          expect(isMatch).toBe(matches.some(([from, to]) => from <= start && start < to))
          expect(shown !== null).toBe(colours.some(([from, to]) => from <= start && start < to))
        }
      }),
    )
  })
})

describe('lines in the browser', () => {
  it('are in order, each once, whether older or newer ones come', () => {
    let store = startStore(page([entry(3), entry(2)], '1.1'))
    store = addOlder(store, page([entry(2), entry(1)]))
    store = addNewer(store, [entry(5), entry(4), entry(3)])
    expect(store.lines.map(({ text }) => text)).toEqual([
      'line 1',
      'line 2',
      'line 3',
      'line 4',
      'line 5',
    ])
    expect(store.prepended).toBe(1)
  })

  it('are put in their place when they come late', () => {
    const store = addNewer(startStore(page([entry(9), entry(1)])), [entry(4)])
    expect(store.lines.map(({ text }) => text)).toEqual(['line 1', 'line 4', 'line 9'])
  })

  it('are let go from the oldest on, and it is said', () => {
    const many = Array.from({ length: bufferLines }, (_, second) => entry(second)).reverse()
    const store = addNewer(startStore(page(many)), [entry(bufferLines), entry(bufferLines + 1)])
    expect(store.lines).toHaveLength(bufferLines)
    expect(store.lines[0]?.text).toBe('line 2')
    expect(store.wasTrimmed).toBe(true)
    expect(store.ids.size).toBe(bufferLines)
  })
})

describe('the histogram', () => {
  const histogram = {
    ...{
      from: new Date(now).toISOString(),
      to: new Date(now + 20_000).toISOString(),
      bucketSeconds: 10,
    },
    buckets: [
      { at: new Date(now).toISOString(), counts: { error: 1, info: 9 } },
      { at: new Date(now + 10_000).toISOString(), counts: {} },
    ],
    ...{ counted: ['push'], uncounted: ['platform'], deployments: [] },
  }

  it('adds loaded lines of those sources alone that cannot count', () => {
    const loaded = [{ ...entry(11), source: 'platform' }, entry(12)]
    expect(addLoaded(histogram, loaded).buckets[1]?.counts).toEqual({ info: 1 })
    expect(sumCounts(histogram.buckets)).toEqual({ all: 10, errors: 1 })
  })

  it('draws what exists at least a pixel high', () => {
    const counts = { error: 1, info: 100_000 }
    const bars = stackBars([{ at: '', counts }], 50)
    expect(bars.find(({ tone }) => tone === 'bad')?.path).toBe('M0 50V49h3V50z')
  })
})

describe('what is asked of the API', () => {
  it('leaves out text that is only marked', () => {
    const question = {
      q: 'x',
      not: '',
      regex: true,
      case: false,
      mark: true,
      level: ['error' as const],
      component: null,
    }
    expect(toFilterParams(question).toString()).toBe('level=error')
    expect(toFilterParams({ ...question, mark: false }).toString()).toBe(
      'q=x&regex=true&level=error',
    )
  })
})

describe('the snippets', () => {
  it('carry the real names and the token', () => {
    const names = {
      origin: 'https://portal.test',
      system: 'shop',
      stage: 'staging',
      component: 'api',
      token: 'leit_log_1',
    }
    const { collector, curl } = toPushSnippets(names)
    expect(collector).toContain('endpoint: https://portal.test/api/v1/otlp')
    expect(curl).toContain("-H 'Authorization: Bearer leit_log_1'")
    expect(JSON.parse(/-d '(.*)'$/.exec(curl)?.[1] ?? '')).toHaveProperty('resourceLogs')
  })
})
