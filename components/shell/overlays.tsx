'use client'

import { useTranslations } from 'next-intl'
import { lazy, Suspense, useCallback, useState } from 'react'
import { useShell } from './shell-state.tsx'
import { useShortcuts } from './use-shortcuts.ts'

// Neither is part of the first load: both come when they are first asked for.
const CommandPalette = lazy(async () => ({
  default: (await import('./command-palette.tsx')).CommandPalette,
}))
const ShortcutSheet = lazy(async () => ({
  default: (await import('./shortcut-sheet.tsx')).ShortcutSheet,
}))

const noticeMs = 2_500

/** What opens above any page, and the keys that open it. */
export function Overlays() {
  const t = useTranslations('shell')
  const { overlay, setOverlay } = useShell()
  const [isNoticeShown, setNoticeShown] = useState(false)
  const close = useCallback(() => setOverlay(null), [setOverlay])
  useShortcuts(
    useCallback(() => {
      setNoticeShown(true)
      setTimeout(() => setNoticeShown(false), noticeMs)
    }, []),
  )
  return (
    <>
      <Suspense>
        {overlay === 'palette' && <CommandPalette onClose={close} />}
        {overlay === 'shortcuts' && <ShortcutSheet onClose={close} />}
      </Suspense>
      <div role="status" className="fixed inset-x-0 bottom-20 z-40 flex justify-center md:bottom-6">
        {isNoticeShown && (
          <p className="rounded-md bg-raised px-3 py-2 text-sm shadow-float">{t('linkCopied')}</p>
        )}
      </div>
    </>
  )
}
