import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { ApiError } from '#components/api/request-json.ts'
import type { Locale } from '#components/i18n/locales.ts'
import { messages } from '#components/i18n/messages.ts'
import { FailureWords } from '#components/platform/failure-words.tsx'
import { PlatformProblem } from '#components/platform/platform-problem.tsx'
import { hostingFailures } from '#lib/hosting/failure.ts'

const locales = ['de', 'en-GB'] as const

function render(locale: Locale, node: React.ReactNode): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider
      locale={locale}
      messages={messages[locale]}
      timeZone="Europe/Berlin"
      now={new Date('2026-11-21T12:00:00.000Z')}
      onError={(error) => {
        throw error
      }}
    >
      {node}
    </NextIntlClientProvider>,
  )
}

const problem = (reason: string, more: object = {}) =>
  new ApiError(409, { detail: 'An English sentence.', reason, ...more })
const show = (locale: Locale, error: Error) =>
  render(locale, <PlatformProblem error={error} otherwise={(it) => <i>{it.message}</i>} />)

describe('why a platform was not asked or did not do something', () => {
  it.each(hostingFailures)(
    'says "%s" in both languages and quotes the words it came with',
    (code) => {
      const [de, en] = locales.map((locale) =>
        render(locale, <FailureWords code={code} message="Rate exceeded" permission={null} />),
      )
      expect(de).toContain('<q dir="auto" lang="en">Rate exceeded</q>')
      expect(en).toContain('<q dir="auto" lang="en">Rate exceeded</q>')
      expect(de).not.toBe(en)
      expect(`${de}${en}`).not.toContain(`failure.${code}`)
    },
  )

  it('names the missing right, and a failure nobody knows yet all the same', () => {
    const html = render(
      'de',
      <FailureWords code="new" message="x" permission="ecs:UpdateService" />,
    )
    expect(html).toContain('der Wortlaut sagt, warum')
    expect(html).toContain('ecs:UpdateService')
  })

  it.each(Object.keys(messages.de.platform.refusal))('says the refusal "%s" in words', (word) => {
    for (const locale of locales) {
      const html = show(locale, problem('platform_refuses', { reasons: [word] }))
      expect(html).not.toContain('English')
      expect(html).not.toContain(`>${word}<`)
    }
  })

  it('says a refusal that nobody knows yet as it came', () => {
    const html = show('de', problem('platform_refuses', { reasons: ['moon_phase'] }))
    expect(html).toContain('<code>moon_phase</code>')
  })

  it('says a conflict by its reason, and a failure by its word', () => {
    const conflict = problem('platform_conflict', { facts: { reason: 'autoscaling' } })
    expect(show('de', conflict)).toContain('bestimmt selbst')
    expect(show('de', problem('platform_denied', { permission: 'app:update' }))).toContain(
      'Der Zugang reicht nicht',
    )
  })

  it('leaves everything else to others', () => {
    expect(show('de', problem('role_missing'))).toBe('<i>An English sentence.</i>')
  })
})
