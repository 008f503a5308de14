import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it, vi } from 'vitest'
import type { Locale } from '#components/i18n/locales.ts'
import { messages } from '#components/i18n/messages.ts'
import { formatValue } from '#components/spikes/format-value.ts'
import { criteriaQuery, runQuery, spikeQuery } from '#components/spikes/queries.ts'
import { SpikeView } from '#components/spikes/spike-view.tsx'
import { measureUnits, unknownReasons } from '#lib/evidence/words.ts'
import type { CriteriaNow, RunView, SpikeView as View } from '#lib/spikes/types.ts'
import { runStates, runStepStates, spikeStates, stepKinds, stepReasons } from '#lib/spikes/words.ts'

vi.mock('next/navigation', () => ({ useRouter: () => ({ refresh: () => undefined }) }))

const now = new Date('2026-11-21T12:00:00Z')
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000).toISOString()

const summary: View['runs'][number] = {
  ...{ id: 'r2', spike: 's1', number: 2, test: 'smoke', option: 'a', state: 'waiting' },
  stage: { system: 'mvp', slug: 'staging', name: 'Staging' },
  ...{ startedBy: 'emil', cancelledBy: null, createdAt: ago(5), startedAt: ago(5) },
  ...{ finishedAt: null, durationMs: null },
  steps: { total: 2, passed: 1, failed: 0, open: 1 },
}

const run: RunView = {
  ...summary,
  captured: { job: '4711' },
  steps: [
    {
      position: 0,
      plan: {
        ...{ kind: 'request', method: 'POST', path: '/api/jobs', title: 'Queue a job' },
        ...{ always: false, capture: {}, timeoutMs: 1_000, destructive: false },
        expect: { status: 202, json: {}, header: {} },
      },
      ...{ state: 'failed', startedAt: ago(5), finishedAt: ago(4), durationMs: 60_000 },
      reason: 'status_unexpected',
      evidence: {
        ...{ status: 500, excerpt: '<script>alert(1)</script>' },
        params: { expected: '202', actual: '500' },
      },
    },
    {
      position: 1,
      plan: { kind: 'ask', question: 'Does the page show it?', title: null, always: false },
      ...{ state: 'waiting', startedAt: ago(4), finishedAt: null, durationMs: null },
      ...{ reason: null, evidence: null },
    },
  ],
}

const criterion = {
  ...{ key: 'restore', title: 'Restore', text: '', kind: 'must' as const, weight: null },
  ...{ unit: 'min', operator: '<=' as const, threshold: 30, lines: { from: 1, to: 1 } },
  binding: { measure: 'restore-duration', parameters: {}, windowSeconds: null, stage: null },
}

const view: View = {
  ...{ id: 's1', title: 'SPIKE: DEC-020 Hosting', state: 'active' },
  stage: { system: 'mvp', slug: 'staging', name: 'Staging', risk: 'staging' },
  ...{ timeBoxMinutes: 240, spentMinutes: 300, startedAt: ago(60), finishedAt: null },
  abort: { criterion: 'errors', words: 'Errors in the log: 7 > 5', at: ago(10) },
  abortOverride: null,
  decision: {
    ...{ id: 'DEC-020', number: 'DEC-020', title: 'Hosting', status: 'proposed' },
    options: [{ key: 'a', title: 'A) One host' }],
  },
  document: { id: 'd1', version: 3, home: 'portal', repository: null, path: null },
  stages: [
    { system: 'mvp', slug: 'staging', name: 'MVP → Staging' },
    { system: 'mvp', slug: 'trial', name: 'MVP → Trial' },
  ],
  question: 'How do we **deploy**?',
  prerequisites: [
    {
      ...{ key: 'p1', text: 'Web and worker run', url: null, isTicked: null },
      attestation: { state: 'met', by: 'mia', at: ago(90), note: null, evidenceUrl: null },
    },
  ],
  setupSteps: [],
  testSteps: [{ key: 't1', title: 'Smoke-Test', text: '', test: 'smoke' }],
  tests: [
    {
      ...{ name: 'smoke', step: 't1', steps: 2, isDestructive: true, problems: [] },
      newest: summary,
    },
    {
      ...{ name: 'ops', step: null, steps: 0, isDestructive: false, newest: null },
      problems: [
        { line: 12, column: 5, code: 'step_unknown', message: 'No such step.', nearest: 'request' },
      ],
    },
  ],
  criteria: [
    {
      ...criterion,
      evidence: [
        {
          ...{ id: 'e1', criterion: 'restore', option: null, measure: null, isByHand: true },
          ...{ value: 48, text: null, unit: 'min', holds: false, observedAt: ago(20) },
          ...{ source: 'mia', link: null, reason: null, author: 'mia', createdAt: ago(20) },
          ...{ replacedAt: null, run: null },
        },
      ],
    },
  ],
  abortCriteria: [{ ...criterion, key: 'errors', title: 'Errors in the log', attestation: null }],
  result: { observations: 'It held.', recommendation: null, readiness: null },
  followUps: [],
  runs: [summary],
  may: { write: true, run: true, keepEvidence: true },
}

const measured: CriteriaNow = {
  criteria: [
    {
      ...{ key: 'restore', isAbort: false, stage: 'mvp/staging', holds: false },
      now: {
        ...{ measure: 'restore-duration', unit: 's', windowSeconds: null, parameters: {} },
        ...{ value: 2_880, low: 2_880, high: 2_880, observedAt: ago(3), source: 'backups' },
        ...{ link: '/systems/mvp/staging/backups', params: {}, unknown: null },
      },
    },
  ],
}

function render(
  locale: Locale,
  part: Partial<View> = {},
  criteria: CriteriaNow = measured,
): string {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  client.setQueryData(spikeQuery('s1').queryKey, { ...view, ...part })
  client.setQueryData(criteriaQuery('s1').queryKey, criteria)
  client.setQueryData(runQuery('s1', 2).queryKey, run)
  return renderToStaticMarkup(
    <QueryClientProvider client={client}>
      <NextIntlClientProvider
        locale={locale}
        messages={messages[locale]}
        timeZone="Europe/Berlin"
        now={now}
      >
        <SpikeView spike="s1" readiness={null} />
      </NextIntlClientProvider>
    </QueryClientProvider>,
  )
}

describe('the page of a spike', () => {
  it.each([
    ['de', ['von Hand', 'mehr als die', 'Weitermachen', 'Wartet auf dich']],
    ['en-GB', ['by hand', 'more than the', 'Going on needs a reason', 'Waits for you']],
  ] as const)('says in %s what is measured, kept, reached and waited for', (locale, words) => {
    const html = render(locale)
    for (const word of words) expect(html).toContain(word)
    expect(html).toContain('48 min')
    expect(html).toContain('Errors in the log: 7 &gt; 5')
    expect(html).toContain('Does the page show it?')
    expect(html).toContain('href="/systems/mvp/staging/backups"')
  })

  it('shows what a stage answered as text and never as a page', () => {
    const html = render('en-GB')
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(html).not.toContain('<script>alert')
  })

  it('offers no destructive test on production, and says why', () => {
    const stage = { system: 'mvp', slug: 'production', name: 'Production', risk: 'production' }
    const html = render('en-GB', { stage })
    expect(html).not.toContain('Run smoke')
    expect(html).toContain('is never run on production')
    expect(render('en-GB')).toContain('Run smoke')
  })

  it('lets its stage be chosen, but not while a run is under way there', () => {
    const choice = /<select[^>]*aria-label="Stage"[^>]*>/
    expect(render('en-GB')).toMatch(/<option value="mvp\/trial">MVP → Trial/)
    expect(choice.exec(render('en-GB'))?.[0]).toContain('disabled=""')
    expect(choice.exec(render('en-GB', { runs: [] }))?.[0]).not.toContain('disabled=""')
  })

  it('offers nothing to somebody who only reads', () => {
    const html = render('en-GB', { may: { write: false, run: false, keepEvidence: false } })
    for (const word of ['Run smoke', 'Freeze', 'Finish the spike', 'Go on', 'Cancel the run']) {
      expect(html).not.toContain(`>${word}<`)
    }
  })

  it('names line and column of a test that cannot be run', () => {
    const html = render('en-GB')
    expect(html).toContain('Line 12, column 5: No such step.')
    expect(html).toContain('Did you mean “request”?')
  })
})

describe('texts', () => {
  it.each(['de', 'en-GB'] as const)('in %s name every state, reason and kind', (locale) => {
    const { spikes } = messages[locale]
    expect(Object.keys(spikes.state).toSorted()).toEqual([...spikeStates].toSorted())
    expect(Object.keys(spikes.run.state).toSorted()).toEqual([...runStates].toSorted())
    expect(Object.keys(spikes.step.state).toSorted()).toEqual([...runStepStates].toSorted())
    expect(Object.keys(spikes.step.reason).toSorted()).toEqual([...stepReasons].toSorted())
    expect(Object.keys(spikes.step.kind).toSorted()).toEqual([...stepKinds].toSorted())
    expect(Object.keys(spikes.unknown).toSorted()).toEqual([...unknownReasons].toSorted())
  })
})

describe('a value', () => {
  it.each([
    [2_880, 's', 'min', '48 min'],
    [0.5, 'count', null, '0.5'],
    [99.954_3, '%', '%', '99.95 %'],
    [1_500, 'ms', 'EUR', '1,500 ms'],
  ])('of %s %s beside a limit in %s is shown as %s', (value, unit, wanted, shown) => {
    expect(formatValue({ value, unit }, wanted, 'en-GB')).toBe(shown)
  })

  it('has a unit that screens know', () => {
    for (const unit of measureUnits)
      expect(formatValue({ value: 1, unit }, null, 'de')).not.toBeNull()
  })
})
