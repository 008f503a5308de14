'use client'

import { useTranslations } from 'next-intl'
import { Icon } from '#components/ui/icon.tsx'
import { Kbd } from '#components/ui/kbd.tsx'
import { useShell } from './shell-state.tsx'

/** Opens the command palette by pointer; its code starts loading when the pointer comes near. */
export function PaletteButton() {
  const t = useTranslations('shell.palette')
  const { setOverlay } = useShell()
  return (
    <button
      type="button"
      aria-label={t('open')}
      onClick={() => setOverlay('palette')}
      className="hit-area inline-flex h-8 items-center gap-2 rounded-md border border-line px-2 text-sm text-muted hover:bg-hover hover:text-ink max-md:border-transparent"
    >
      <Icon name="search" className="size-4" />
      <span aria-hidden="true" className="whitespace-nowrap max-[85rem]:hidden">
        {t('open')}
      </span>
      <span aria-hidden="true" className="max-lg:hidden">
        <Kbd>⌘K</Kbd>
      </span>
    </button>
  )
}
