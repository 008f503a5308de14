import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { LiveChip } from '#components/live/live-chip.tsx'
import { Brand } from './brand.tsx'
import { MainNav } from './main-nav.tsx'
import { PaletteButton } from './palette-button.tsx'
import type { Theme } from './preferences.ts'
import { type Reader, UserMenu } from './user-menu.tsx'

interface AppHeaderProps {
  readonly reader: Reader
  readonly theme: Theme
}

/** Head of every page of the portal. */
export async function AppHeader({ reader, theme }: AppHeaderProps) {
  const t = await getTranslations('shell')
  return (
    <header className="print:hidden sticky top-0 z-30 flex h-12 items-center gap-4 border-b border-line bg-surface px-3 sm:px-4">
      <a
        href="#content"
        className="fixed top-1 left-1 z-50 -translate-y-16 rounded-md bg-accent px-3 py-2 text-sm text-on-accent focus:translate-y-0"
      >
        {t('skip')}
      </a>
      <Link href="/" className="flex rounded-sm">
        <Brand name={t('product')} />
      </Link>
      <MainNav />
      <div className="ml-auto flex items-center gap-2 sm:gap-3">
        <LiveChip />
        <PaletteButton />
        <UserMenu reader={reader} theme={theme} />
      </div>
    </header>
  )
}
