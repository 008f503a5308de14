'use client'

import { useTranslations } from 'next-intl'
import { summariseContent } from '#lib/documents/read/summarise-content.ts'
import type { DocumentContent } from '#lib/documents/schemas.ts'
import { UnderstoodList } from '../understood-list.tsx'

interface UnderstoodPanelProps {
  readonly understood: DocumentContent
  readonly onLine: (line: number) => void
}

const shownLines = 100

/** What the portal reads of the text, and the lines that are only kept. */
export function UnderstoodPanel({ understood, onLine }: UnderstoodPanelProps) {
  const t = useTranslations('decisions.understood')
  const kept = understood.lines.filter(({ as }) => as === null)
  return (
    <div className="grid gap-4">
      <UnderstoodList understood={summariseContent(understood)} />
      {kept.length > 0 && (
        <div className="grid gap-2 text-sm">
          <p>{t('kept', { count: kept.length })}</p>
          <ul className="flex flex-wrap gap-1">
            {kept.slice(0, shownLines).map(({ from }) => (
              <li key={from}>
                <button
                  type="button"
                  className="tabular min-h-6 min-w-8 rounded-sm border border-line px-1 text-xs text-muted hover:text-ink"
                  aria-label={t('goTo', { line: from })}
                  onClick={() => onLine(from)}
                >
                  {from}
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}
