import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { StageMarks } from '#components/board/stage-marks.tsx'
import type { Locale } from '#components/i18n/locales.ts'
import { messages } from '#components/i18n/messages.ts'
import { PlatformCard } from '#components/platform/platform-card.tsx'
import type { StagePlatform } from '#lib/board/types.ts'
import { hostingFailures } from '#lib/hosting/failure.ts'
import type { PlatformState } from '#lib/hosting/schemas.ts'
import { sampleStage } from '#tests/components/board/sample-system.ts'

const now = new Date('2026-11-21T12:00:00.000Z')
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1_000).toISOString()
const age = { observedAt: ago(20), ttlSeconds: 300 }

const state: PlatformState = {
  summary: { pinned: false, unknownSince: null, ...age },
  components: [
    {
      ...{ component: 'web', source: 'platform', state: 'running', version: 'v1.8.2' },
      ...{ commitSha: 'a'.repeat(40), releaseId: 'r7', since: ago(7_200), detail: null, ...age },
      instances: { desired: 3, running: 2, autoscaling: false },
    },
  ],
  skew: [],
  pin: null,
  notes: [{ source: 'platform', name: 'disk_free_percent', subject: '/', value: 12, ...age }],
  sources: [
    {
      ...{ source: 'platform', kind: 'single-host', fact: 'release', failure: null },
      ...{ failureMessage: null, permission: null, since: null, ...age },
    },
  ],
}

function render(platform: Partial<StagePlatform>, locale: Locale = 'en-GB'): string {
  const stage = { slug: 'production', name: 'Production' }
  const team = { slug: 'shop', name: 'Shop' }
  const system = { ...team, team, repository: null }
  const html = renderToStaticMarkup(
    <NextIntlClientProvider
      locale={locale}
      messages={messages[locale]}
      timeZone="Europe/Berlin"
      now={now}
      onError={(error) => {
        throw error
      }}
    >
      <QueryClientProvider client={new QueryClient()}>
        <PlatformCard
          stage={{ ...stage, system }}
          platform={{ state, facts: [], logRetention: [], scalable: [], ...platform }}
          canAsk
        />
      </QueryClientProvider>
    </NextIntlClientProvider>,
  )
  return html
    .replaceAll(/<svg[\s\S]*?<\/svg>/g, ' ')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
}

const failing = (failure: (typeof hostingFailures)[number]): PlatformState => ({
  ...state,
  summary: { ...state.summary, unknownSince: ago(600) },
  sources: state.sources.map((source) => ({
    ...{ ...source, failure, since: ago(600) },
    ...{ failureMessage: 'DescribeServices was refused.', permission: 'ecs:DescribeServices' },
  })),
})

describe('the card of a platform', () => {
  it('tells release, instances and age of each component', () => {
    expect(render({})).toMatch(/web running v1\.8\.2 aaaaaaa r7 2 of 3 .*Free space on \/ 12\s?%/)
  })

  it.each(['denied', 'invalid_answer'] as const)(
    'never shows a component as running when its platform answers %s',
    (failure) => {
      const text = render({ state: failing(failure) })
      expect(text).toMatch(/What runs there is not known .* Last known: as of/)
      expect(text).toMatch(/web unknown last running/)
      expect(text).toContain('ecs:DescribeServices')
    },
  )

  it('shows what is too old as unknown, with the last word', () => {
    const old = { observedAt: ago(900), ttlSeconds: 300 }
    const components = state.components.map((component) => ({ ...component, ...old }))
    const summary = { ...state.summary, ...old }
    const text = render({ state: { ...state, components, summary } })
    expect(text).toMatch(/What runs there is not known/)
    expect(text).toMatch(/web unknown last running/)
  })

  it('names the commits of components that differ, and the pin', () => {
    const skew = [
      { component: 'web', commitSha: 'a'.repeat(40) },
      { component: 'worker', commitSha: 'b'.repeat(40) },
    ]
    const pin = { source: 'platform', releaseId: 'r6', since: ago(60) }
    const text = render({ state: { ...state, skew, pin } })
    expect(text).toMatch(/different commits web aaaaaaa worker bbbbbbb/)
    expect(text).toMatch(/pinned to an earlier release r6/)
  })

  it('offers to change the number of instances only of components that may be scaled', () => {
    expect(render({ scalable: [] })).not.toContain('Change…')
  })

  it('tells facts with their age, and that logs are kept for ever', () => {
    const text = render({
      facts: [{ name: 'region', subject: 'db', value: 'eu-central-1', source: 'rds', ...age }],
      logRetention: [{ source: 'api-log', days: null, ...age }],
    })
    expect(text).toMatch(/Region eu-central-1 db \(rds\)/)
    expect(text).toMatch(/Logs kept for ever api-log/)
  })

  it('says how to have a platform asked where nobody is', () => {
    expect(render({ state: null })).toMatch(/Nobody is asked about Shop → Production.*hosting:/)
  })

  it.each(['de', 'en-GB'] as const)('has words for every failure in %s', (locale) => {
    for (const failure of hostingFailures) {
      expect(render({ state: failing(failure) }, locale)).toContain('DescribeServices was refused.')
    }
  })
})

describe('the chip on a board cell', () => {
  it.each([
    ['disagreed', 'Contradiction'],
    ['platform_disagrees', 'Platform disagrees'],
    ['components_differ', 'Components differ'],
  ] as const)('says which: %s', (agreement, word) => {
    const stage = sampleStage()
    const html = renderToStaticMarkup(
      <NextIntlClientProvider locale="en-GB" messages={messages['en-GB']} timeZone="UTC" now={now}>
        <StageMarks stage={{ ...stage, running: { ...stage.running, agreement } }} />
      </NextIntlClientProvider>,
    )
    expect(html).toContain(word)
  })
})
