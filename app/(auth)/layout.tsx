import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { LanguageSwitch } from '#components/auth/language-switch.tsx'
import { ClientMessages } from '#components/i18n/client-messages.tsx'
import { Brand } from '#components/shell/brand.tsx'

export default async function AuthLayout({ children }: { readonly children: ReactNode }) {
  const t = await getTranslations('shell')
  return (
    <ClientMessages namespaces={['auth']}>
      <main className="mx-auto grid min-h-dvh max-w-md content-center gap-6 p-4">
        <div className="flex items-center justify-between">
          <Brand name={t('product')} />
          <LanguageSwitch />
        </div>
        {children}
      </main>
    </ClientMessages>
  )
}
