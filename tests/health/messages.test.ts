import { describe, expect, test } from 'vitest'
import { summarizeLatency, toLatencyPaths, toMarkPath } from '#components/health/latency-paths.ts'
import de from '#components/health/messages.de.json' with { type: 'json' }
import en from '#components/health/messages.en.json' with { type: 'json' }
import { toPingSnippets } from '#components/health/ping-snippets.ts'
import { healthReasons } from '#lib/health/words.ts'

test.each([
  ['German', de],
  ['English', en],
])('every reason has a sentence in %s', (_language, messages) => {
  expect(Object.keys(messages.reason).toSorted()).toEqual([...healthReasons].toSorted())
})

describe('the line of response times', () => {
  const none = { permille: -1, meanMs: null, maxMs: null }
  const of = (meanMs: number, maxMs: number) => ({ permille: 1000, meanMs, maxMs })

  test('breaks where nothing was measured', () => {
    const paths = toLatencyPaths([of(10, 20), none, of(10, 20)])
    expect(paths?.mean.match(/M/g)).toHaveLength(2)
    expect(paths?.topMs).toBe(20)
  })

  test('is absent when nothing was measured at all', () => {
    expect(toLatencyPaths([none, none])).toBeNull()
    expect(summarizeLatency([none])).toBeNull()
  })

  test('has deployments where they happened', () => {
    const history = { from: '2026-11-21T00:00:00Z', bucketSeconds: 900 }
    expect(toMarkPath(['2026-11-21T00:30:00Z'], history)).toBe('M8 0V48')
  })
})

test('the snippets report the start and the exit code of a run', () => {
  const { curl, systemd, cron } = toPingSnippets('https://portal.test/api/ping/t')
  expect(curl).toContain('https://portal.test/api/ping/t/start\n')
  expect(curl).toMatch(/\/t\/\$\?$/)
  expect(systemd).toMatch(/\/t\/\$\{EXIT_STATUS\}$/)
  expect(cron).toMatch(/\/t\/\$\?$/)
})
