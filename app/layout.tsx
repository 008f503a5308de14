import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import { NextIntlClientProvider } from 'next-intl'
import { getLocale } from 'next-intl/server'
import type { ReactNode } from 'react'
import { messages } from '#components/i18n/messages.ts'
import { mono, sans } from '#components/shell/fonts.ts'
import { themeCookie, toTheme } from '#components/shell/preferences.ts'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Leitstand', template: '%s · Leitstand' },
  robots: { index: false, follow: false },
}

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#101317' },
  ],
}

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const [locale, jar] = await Promise.all([getLocale(), cookies()])
  const { ui, status } = messages[locale]
  const { notFound, error, product } = messages[locale].shell
  return (
    <html
      lang={locale}
      data-theme={toTheme(jar.get(themeCookie)?.value)}
      className={`${sans.variable} ${mono.variable}`}
    >
      <body>
        <NextIntlClientProvider messages={{ ui, status, shell: { notFound, error, product } }}>
          {children}
        </NextIntlClientProvider>
      </body>
    </html>
  )
}
