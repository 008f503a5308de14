'use client'

import { useRouter } from 'next/navigation'
import { useLocale } from 'next-intl'
import { type Locale, localeCookie, locales } from '#components/i18n/locales.ts'
import { writeCookie } from '#components/shell/write-cookie.ts'
import { Button } from '#components/ui/button.tsx'

const names: Readonly<Record<Locale, string>> = { de: 'Deutsch', 'en-GB': 'English' }

/** The other languages, each by its own name, for readers who are not signed in yet. */
export function LanguageSwitch() {
  const router = useRouter()
  const current = useLocale()
  const choose = (locale: Locale) => {
    writeCookie(localeCookie, locale)
    router.refresh()
  }
  return locales
    .filter((locale) => locale !== current)
    .map((locale) => (
      <Button key={locale} variant="ghost" size="sm" lang={locale} onClick={() => choose(locale)}>
        {names[locale]}
      </Button>
    ))
}
