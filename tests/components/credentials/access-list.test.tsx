import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it, vi } from 'vitest'
import { AccessList } from '#components/credentials/access-list.tsx'
import { toVerdict } from '#components/credentials/access-verdict.ts'
import { messages } from '#components/i18n/messages.ts'
import type { AccessEntryDto } from '#lib/credentials/types.ts'
import { credentialFaultCodes } from '#lib/credentials/vocabulary.ts'
import { hostingFailures } from '#lib/hosting/failure.ts'

// The framework's own router exists only in its own render.
vi.mock('next/navigation', () => ({ useRouter: () => ({ refresh: () => undefined }) }))

type Checks = NonNullable<AccessEntryDto['report']>['checks']

const check = (permission: string, state: Checks[number]['state']): Checks[number] => ({
  ...{ permission, state, capability: 'releases', detail: null },
})

const toReport = (...checks: Checks) => ({
  identity: 'arn:aws:sts::123456789012:assumed-role/leitstand/portal',
  checks,
  policy: { language: 'json', text: '{"Version":"2012-10-17"}' } as const,
})

const entry: AccessEntryDto = {
  system: { slug: 'shop', name: 'Shop' },
  stage: { slug: 'production', name: 'Production' },
  ...{ source: 'platform', kind: 'aws-ecs', platform: 'aws', account: 'main' },
  report: toReport(check('ecs:DescribeServices', 'granted')),
  observedAt: '2026-11-21T10:00:00.000Z',
  isStale: false,
  attemptedAt: '2026-11-21T10:00:00.000Z',
  failure: null,
}

const render = (entries: readonly AccessEntryDto[], locale: 'de' | 'en-GB' = 'en-GB') =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={messages[locale]} timeZone="Europe/Berlin">
      <AccessList entries={entries} />
    </NextIntlClientProvider>,
  )

describe('the verdict on a source', () => {
  const granted = check('a', 'granted')
  it.each<[string, Partial<AccessEntryDto>]>([
    ['granted', {}],
    ['denied', { report: toReport(granted, check('b', 'denied'), check('c', 'unknown')) }],
    ['uncertain', { report: toReport(granted, check('b', 'unknown')) }],
    ['uncertain', { report: toReport() }],
    ['stale', { isStale: true }],
    ['never', { report: null }],
    ['failed', { report: null, failure: { failure: 'denied', message: '' } }],
    ['failed', { failure: { failure: 'timed_out', message: '' } }],
  ])('is %s for %j', (verdict, change) => {
    expect(toVerdict({ ...entry, ...change })).toBe(verdict)
  })
})

describe('the access of the portal', () => {
  it('names each right, what it is for, who asked, and offers the least policy', () => {
    const markup = render([entry])
    for (const text of [
      'everything granted',
      'ecs:DescribeServices',
      'what runs',
      'role/leitstand',
    ]) {
      expect(markup).toContain(text)
    }
    expect(markup).toContain('policy.json')
    expect(markup).toContain('2012-10-17')
  })

  it('shows what is missing first, unfolded', () => {
    const report = toReport(check('ecs:ListTasks', 'granted'), check('rds:Describe', 'denied'))
    const markup = render([{ ...entry, report }])
    expect(markup).toContain('one right is missing')
    expect(markup).toContain('<details open=""')
    expect(render([entry])).not.toContain('<details open=""')
    expect(markup.indexOf('rds:Describe')).toBeLessThan(markup.indexOf('ecs:ListTasks'))
  })

  it('never shows an answer past its time as granted', () => {
    const markup = render([{ ...entry, isStale: true }])
    expect(markup).toContain('unclear: answer too old')
    expect(markup).toContain('unclear, last granted')
    expect(markup).not.toContain('text-ok')
  })

  it('says why nothing could be found out, beside what was last known', () => {
    const failure = { failure: 'denied', message: 'Not authorised.', permission: 'sts:AssumeRole' }
    const markup = render([{ ...entry, failure: { ...failure, failure: 'denied' } }])
    for (const text of ['The platform denies access.', 'Not authorised.', 'sts:AssumeRole']) {
      expect(markup).toContain(text)
    }
    expect(markup).toContain('ecs:DescribeServices')
  })

  it('counts the sources by how they are, those that need somebody first', () => {
    const markup = render([
      entry,
      { ...entry, source: 'database', report: null },
      { ...entry, source: 'cdn' },
    ])
    expect(markup).toContain('2 with all rights')
    expect(markup.indexOf('1 never asked yet')).toBeLessThan(markup.indexOf('2 with all rights'))
  })

  it('says what to write when no stage names a platform', () => {
    expect(render([], 'de')).toContain('<code>hosting</code>')
  })
})

describe('texts in both languages', () => {
  it.each(['de', 'en-GB'] as const)('exist for every failure and every fault: %s', (locale) => {
    const { access, form } = messages[locale].credentials
    expect(Object.keys(access.failures).sort()).toEqual([...hostingFailures].sort())
    expect(Object.keys(form.faults).sort()).toEqual([...credentialFaultCodes].sort())
  })
})
