'use client'

import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { lazy, memo, type RefObject, Suspense, useState } from 'react'
import { keyboardStop } from '#components/ui/keyboard-stop.ts'
import { Skeleton } from '#components/ui/skeleton.tsx'
import type { TextReading } from './read-text.ts'
import { UnderstoodPanel } from './understood-panel.tsx'

const Preview = lazy(async () => ({ default: (await import('./preview.tsx')).Preview }))

const tabs = ['preview', 'understood'] as const

interface SidePanelProps {
  readonly reading: TextReading | null
  readonly field: RefObject<HTMLTextAreaElement | null>
}

/** Beside the text: what it looks like, or what is understood of it. */
export const SidePanel = memo(function SidePanel({ reading, field }: SidePanelProps) {
  const t = useTranslations('decisions.editor')
  const [tab, setTab] = useState<(typeof tabs)[number]>('preview')
  return (
    <section
      aria-label={t('beside')}
      className="flex h-[calc(100dvh-14rem)] min-h-80 min-w-0 flex-col rounded-md border border-line bg-surface"
    >
      <div className="flex gap-1 border-b border-line p-1">
        {tabs.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={tab === one}
            onClick={() => setTab(one)}
            className={clsx(
              'h-7 rounded-sm px-2.5 text-sm pointer-coarse:h-10',
              tab === one ? 'bg-hover font-medium' : 'text-muted hover:text-ink',
            )}
          >
            {t(`tab.${one}`)}
          </button>
        ))}
      </div>
      <section
        aria-label={t(`tab.${tab}`)}
        {...keyboardStop}
        className="min-h-0 grow overflow-y-auto p-4"
      >
        {!reading && <Skeleton className="h-40" />}
        {reading && tab === 'preview' && (
          <Suspense fallback={<Skeleton className="h-40" />}>
            <Preview blocks={reading.blocks} />
          </Suspense>
        )}
        {reading && tab === 'understood' && (
          <UnderstoodPanel
            understood={reading.understood}
            onLine={(line) => goToLine(field, line)}
          />
        )}
      </section>
    </section>
  )
})

/** Puts the cursor on a line and brings it into sight. */
function goToLine({ current }: RefObject<HTMLTextAreaElement | null>, line: number): void {
  if (!current) return
  const lines = current.value.split('\n')
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0)
  current.focus()
  current.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0))
  current.scrollTop = (current.scrollHeight / lines.length) * Math.max(0, line - 5)
}
