import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { NextIntlClientProvider } from 'next-intl'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import type { Locale } from '#components/i18n/locales.ts'
import { messages } from '#components/i18n/messages.ts'
import { CatalogPage } from '#components/systems/catalog-page.tsx'
import { SystemOverviewPage } from '#components/systems/system-overview-page.tsx'
import type { StageComponent, SystemOverview } from '#lib/board/types.ts'

const stage: SystemOverview['stages'][number] = {
  slug: 'production',
  name: 'Production',
  order: 0,
  risk: 'production',
  url: 'https://shop.example.com',
  deployable: true,
  region: 'eu-central-1',
  hosting: 'aws-ecs',
  workflow: { file: 'deploy.yml', ref: 'main' },
  loadTimeMs: null,
  health: {
    status: 'unknown',
    last: 'healthy',
    since: '2026-01-20T10:00:00.000Z',
    observedAt: '2026-01-20T11:00:00.000Z',
    ttlSeconds: 60,
    reason: null,
  },
  running: {
    version: 'v1.8.2',
    commitSha: 'a'.repeat(40),
    since: '2026-01-20T10:00:00.000Z',
    observedAt: null,
    agreement: 'record_only',
  },
  platform: null,
  lastDeployment: {
    id: '0190d0a0-0000-7000-8000-000000000001',
    number: 7,
    kind: 'deployment',
    state: 'failed',
    version: 'v1.9.0',
    commitSha: null,
    createdAt: '2026-01-21T10:00:00.000Z',
    finishedAt: '2026-01-21T10:05:00.000Z',
    reason: null,
    actor: 'Emil',
  },
  activeDeployment: null,
  uptimeHours: [1000, -1],
  backup: null,
  hold: null,
}

const shop: SystemOverview = {
  slug: 'shop',
  name: 'Shop',
  description: 'Sells things',
  team: { slug: 'store', name: 'Store' },
  format: 'leitstand',
  repository: {
    fullName: 'acme/shop',
    url: 'https://github.com/acme/shop',
    state: 'ok',
    note: null,
  },
  missing: [],
  links: [{ title: 'Runbook', url: 'https://example.com/runbook' }],
  components: [
    { slug: 'web', name: 'Web', kind: 'web' },
    { slug: 'worker', name: 'Worker', kind: 'worker' },
  ],
  stages: [stage],
  source: {
    kind: 'github',
    location: 'acme/shop',
    file: 'leitstand.yaml',
    readAt: '2026-01-21T10:00:00.000Z',
    succeededAt: '2026-01-21T10:00:00.000Z',
    commitSha: 'b'.repeat(40),
    commitUrl: `https://github.com/acme/shop/commit/${'b'.repeat(40)}`,
    failure: null,
    problems: [],
  },
  starterYaml: null,
  may: { refresh: true },
  pinned: false,
}

const components: readonly StageComponent[] = [
  { slug: 'web', name: 'Web', kind: 'web', ...measured('healthy') },
  { slug: 'worker', name: 'Worker', kind: 'worker', ...measured('down') },
]

function measured(status: 'healthy' | 'down') {
  return {
    health: { status, since: null, reason: null },
    version: 'v1.8.2',
    commitSha: null,
    versionObservedAt: null,
    release: null,
  }
}

/** What a reader sees, as text. */
function render(page: ReactNode, locale: Locale = 'en-GB'): string {
  const html = renderToStaticMarkup(
    <NextIntlClientProvider
      locale={locale}
      messages={messages[locale]}
      timeZone="Europe/Berlin"
      onError={(error) => {
        throw error
      }}
    >
      <QueryClientProvider client={new QueryClient()}>{page}</QueryClientProvider>
    </NextIntlClientProvider>,
  )
  return html
    .replaceAll(/<svg[\s\S]*?<\/svg>/g, ' ')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll(/\s+/g, ' ')
}

const page = (system: SystemOverview, stages = [components]) => (
  <SystemOverviewPage system={system} components={stages} />
)

describe('the page of a system', () => {
  it('tells what runs and how the last attempt ended as two truths', () => {
    const text = render(page(shop))
    expect(text).toMatch(/Running v1\.8\.2 a{7}/)
    expect(text).toMatch(/Last attempt v1\.9\.0 Failed/)
  })

  it('shows a measurement that is too old as unknown, with the last value', () => {
    expect(render(page(shop))).toMatch(/Unknown .*measured [^.]*Jan[^.]*last Healthy/)
  })

  it('shows a dead worker beside a healthy web process', () => {
    expect(render(page(shop))).toMatch(/Web Web Healthy .*Worker Worker Down/)
  })

  it('lists what is wrong with the catalog file by line and column, with the command to check it', () => {
    const problem = {
      file: 'leitstand.yaml',
      line: 5,
      column: 1,
      code: 'unknown_key',
      params: { key: 'taem' },
      reason: 'Unknown key "taem"',
      nearest: 'team',
    } as const
    const broken = { ...shop, source: { ...shop.source, problems: [problem] } }
    const english = render(page(broken))
    expect(english).toContain('1 error in the file')
    expect(english).toMatch(/Line 5, column 1 Unknown key "taem" – Did you mean “team”\?/)
    expect(english).toContain('npm run catalog -- validate leitstand.yaml')
    expect(render(page(broken), 'de')).toMatch(/Zeile 5, Spalte 1 .* – Meintest du „team“\?/)
  })

  it('says why a source cannot be read and that the last good state applies', () => {
    const failing = { ...shop, source: { ...shop.source, failure: 'branch_missing' as const } }
    expect(render(page(failing))).toMatch(/The branch no longer exists\. The last state/)
  })

  it('shows a system known from Backstage what is missing, with its own names in the file to add', () => {
    const text = render(
      page(
        {
          ...shop,
          format: 'backstage',
          stages: [],
          missing: [
            { piece: 'stages', stage: null, component: null },
            { piece: 'component_kind', stage: null, component: 'ml' },
          ],
          starterYaml: 'system: shop\n',
        },
        [],
      ),
    )
    expect(text).toContain('No stages are described for this system yet.')
    expect(text).toContain('A known kind of component for ml')
    expect(text).toContain('Put this file as leitstand.yaml into acme/shop')
    expect(text).toContain('system: shop')
  })

  it('offers to read the catalog again only to those who may', () => {
    expect(render(page(shop))).toContain('Read again')
    const text = render(page({ ...shop, may: { refresh: false } }))
    expect(text).not.toContain('Read again ')
    expect(text).toContain('needs the role engineer')
  })

  it.each(['de', 'en-GB'] as const)('has every text in %s', (locale) => {
    expect(render(page(shop), locale).length).toBeGreaterThan(200)
  })
})

describe('the page of the sources', () => {
  const source = { ...shop.source, systems: ['shop'] }

  it('shows a file that never became a system', () => {
    const problem = {
      file: 'other/leitstand.yaml',
      line: 1,
      column: 9,
      code: 'empty_file',
      params: {},
      reason: 'The file is empty',
      nearest: null,
    } as const
    const text = render(
      <CatalogPage sources={[{ ...source, problems: [problem] }]} mayRefresh={false} />,
    )
    expect(text).toMatch(/other\/leitstand\.yaml · Line 1, column 9 The file is empty/)
  })

  it('teaches the setting when there is no source', () => {
    const text = render(<CatalogPage sources={[]} mayRefresh={false} />, 'de')
    expect(text).toContain('CATALOG_SOURCES="github-org:acme')
  })

  it('says who may see the sources to those who may not', () => {
    const text = render(<CatalogPage sources={null} mayRefresh={false} />)
    expect(text).toContain('Only people whose role counts for all systems')
  })
})
