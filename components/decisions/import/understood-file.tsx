'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { keyboardStop } from '#components/ui/keyboard-stop.ts'
import { findMeaning } from '../meanings.ts'
import { type Understood, UnderstoodList } from '../understood-list.tsx'

interface UnderstoodFileProps {
  readonly path: string
  readonly content: string
  readonly understood: Understood | null
  readonly fault: string | null
  readonly mark: ReactNode
}

/** A file with what was read of it; its lines unfold. */
export function UnderstoodFile({ path, content, understood, fault, mark }: UnderstoodFileProps) {
  const t = useTranslations('decisions.understood')
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-baseline gap-x-3 text-sm">
        <code className="min-w-0 break-all">{path}</code>
        {mark}
      </div>
      {fault && <p className="text-sm text-bad">{fault}</p>}
      {understood && !fault && (
        <>
          <UnderstoodList understood={understood} />
          <details className="text-sm">
            <summary className="text-muted">
              {t('lines', { count: understood.lineCount, kept: understood.notUnderstoodCount })}
            </summary>
            <Lines content={content} understood={understood} />
          </details>
        </>
      )}
    </div>
  )
}

const shownLines = 1_000

interface LinesProps {
  readonly content: string
  readonly understood: Understood
}

/** Line by line: what it was taken for; those without a word are kept as they are. */
function Lines({ content, understood }: LinesProps) {
  const t = useTranslations('decisions.understood')
  const lines = content.split(/\r\n|\n|\r/)
  return (
    <section
      aria-label={t('lineByLine')}
      {...keyboardStop}
      className="mt-2 max-h-96 overflow-auto rounded-md border border-line"
    >
      <table className="w-full text-left text-xs">
        <caption className="sr-only">{t('lineByLine')}</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">{t('line')}</th>
            <th scope="col">{t('takenAs')}</th>
            <th scope="col">{t('text')}</th>
          </tr>
        </thead>
        <tbody>
          {understood.lines.slice(0, shownLines).map(({ from, to, as }) => (
            <tr key={from} className={as === null ? 'bg-warn/10' : undefined}>
              <td className="tabular px-2 py-0.5 text-right align-top text-muted">{from}</td>
              <td className="px-2 py-0.5 align-top whitespace-nowrap text-muted">
                <MeaningName as={as} />
              </td>
              <td className="px-2 py-0.5 font-mono break-words whitespace-pre-wrap">
                {lines.slice(from - 1, to).join('\n')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function MeaningName({ as }: { readonly as: string | null }) {
  const t = useTranslations('decisions')
  const known = findMeaning(as)
  if (known) return t(`meaning.${known}`)
  return as ?? t('understood.keptOnly')
}
