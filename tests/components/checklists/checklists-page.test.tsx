import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { NextIntlClientProvider } from 'next-intl'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { ChecklistTable } from '#components/checklists/checklist-table.tsx'
import { ItemRow } from '#components/checklists/item-row.tsx'
import { ItemText } from '#components/checklists/item-text.tsx'
import { ReasonText } from '#components/checklists/reason-text.tsx'
import type { Locale } from '#components/i18n/locales.ts'
import { messages } from '#components/i18n/messages.ts'
import { Runbook } from '#components/runbooks/runbook.tsx'
import { RunbookFacts } from '#components/runbooks/runbook-facts.tsx'
import type { ChecklistView, Evidence, ItemView } from '#lib/checklists/types.ts'
import { checkNames, checkReasons } from '#lib/evidence/vocabulary.ts'

const at = '2026-03-01T12:00:00.000Z'

const evidence: Evidence = {
  verdict: 'no',
  reason: 'unreachable',
  params: { host: 'app.example', probe: 'api' },
  value: null,
  observedAt: at,
  source: 'probes',
  link: '/systems/shop/production/health',
}

const item: ItemView = {
  id: 'i1',
  key: 'port',
  section: '1. Host',
  text: 'Port 443 erreichbar',
  isTicked: true,
  isBlocking: true,
  state: 'unmet',
  by: 'probe',
  contradicts: 'file',
  binding: { check: 'port-443', parameters: { host: 'app.example' } },
  evidence,
  evaluatedAt: at,
  attestation: null,
  notApplicable: null,
  suggestions: [],
}

const list: ChecklistView = {
  id: 'c1',
  title: 'Checkliste',
  system: { slug: 'shop', name: 'Shop' },
  stage: { slug: 'production', name: 'Production', system: 'shop', risk: 'production' },
  owner: 'Infrastructure',
  deadline: '2026-03-03',
  isOverdue: true,
  isGate: true,
  state: 'blocked',
  total: 14,
  met: 11,
  blocking: 2,
  notApplicable: 0,
  document: {
    ...{ id: 'd1', title: 'Aktionsplan', home: 'portal', repository: null, path: null, url: null },
    ...{ updatedAt: at, updatedBy: 'ada', proposal: null },
  },
  items: [item],
  stages: [],
  may: { attest: true, freeze: true },
}

function render(node: ReactNode, locale: Locale = 'de'): string {
  return renderToStaticMarkup(
    <QueryClientProvider client={new QueryClient()}>
      <NextIntlClientProvider locale={locale} messages={messages[locale]} timeZone="Europe/Berlin">
        {node}
      </NextIntlClientProvider>
    </QueryClientProvider>,
  )
}

const toText = (markup: string) => markup.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

describe('the list of checklists', () => {
  it('says how far each is, what blocks, that it is late and that it stops deployments', () => {
    const text = toText(render(<ChecklistTable lists={[list]} />))
    expect(text).toContain('blockiert 11 von 14 2 blockierend Frist vorbei hält Deployments auf')
    expect(text).toContain('Shop → Production')
  })
})

describe('an item', () => {
  it.each([
    ['`rc-2026` aktiviert', '<code>rc-2026</code> aktiviert'],
    ['a `b` c `d`', 'a <code>b</code> c <code>d</code>'],
    ['an open ` tick', 'an open ` tick'],
    ['``', '``'],
    ['<b>`x`</b>', '&lt;b&gt;<code>x</code>&lt;/b&gt;'],
  ])('sets %s as %s', (text, expected) => {
    const markup = render(<ItemText text={text} />).replace(/ class="[^"]*"/g, '')
    expect(markup).toBe(`<span dir="auto">${expected}</span>`)
  })

  it('shows what was measured, why, since when, and that it stands against a tick', () => {
    const text = toText(render(<ItemRow list={list} item={item} />))
    expect(text).toContain('Port 443 erreichbar host=app.example')
    expect(text).toContain('app.example antwortet auf Port 443 nicht')
    expect(text).toContain('In der Datei abgehakt, aber gemessen ist etwas anderes')
  })

  it('offers nothing to whoever may only read', () => {
    const markup = render(
      <ItemRow list={{ ...list, may: { attest: false, freeze: false } }} item={item} />,
    )
    expect(markup).not.toContain('<button')
  })

  it('makes no link of what is no web address', () => {
    const binding = { url: 'javascript:alert(1)' }
    const markup = render(<ItemRow list={list} item={{ ...item, binding }} />)
    expect(markup).not.toContain('href="javascript')
  })

  it('names who ticked it in the file', () => {
    const ticked = {
      ...item,
      by: 'file' as const,
      state: 'met' as const,
      binding: null,
      contradicts: null,
    }
    expect(toText(render(<ItemRow list={list} item={ticked} />))).toContain(
      'in der Datei abgehakt von ada',
    )
  })
})

describe('texts', () => {
  it.each(['de', 'en-GB'] as const)('exist for every check and every reason in %s', (locale) => {
    for (const reason of checkReasons) {
      const text = toText(render(<ReasonText evidence={{ ...evidence, reason }} />, locale))
      expect(text).not.toContain('checklists.reason')
      expect(text.trim()).not.toBe('')
    }
    expect(Object.keys(messages[locale].checklists.check)).toEqual([...checkNames])
  })
})

describe('a runbook', () => {
  const steps = [{ key: 'a', text: 'Prüfe die Logs', command: 'journalctl -u api' }]
  const runbook = {
    ...{ id: 'r1', title: 'API startet nicht', document: 'Deployment Guide', component: 'api' },
    ...{ symptom: 'not-starting' as const, steps },
    because: { reason: 'component_down' as const, component: 'api' },
  }
  const stage = { system: 'shop', stage: 'production' }

  it('says why it helps, with steps and commands, and can be begun by those who may', () => {
    const text = toText(render(<Runbook stage={stage} runbook={runbook} may />))
    expect(text).toContain('api antwortet nicht')
    expect(text).toContain('journalctl -u api')
    expect(text).toContain('Beginnen')
    expect(render(<Runbook stage={stage} runbook={runbook} may={false} />)).not.toContain(
      'Beginnen',
    )
  })

  it('stands beside what is known of the trouble, where unknown is said', () => {
    const facts = { database: null, missingSettings: null, lastDeployment: null, failing: [] }
    const text = toText(render(<RunbookFacts stage={stage} facts={facts} />))
    expect(text).toContain('kein Probe misst sie')
    expect(text).toContain('nicht bekannt')
  })
})
