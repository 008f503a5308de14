'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { StatusWord } from '#components/ui/status-word.tsx'
import type { ImportedDecisions } from '#lib/decisions/types.ts'
import { decisionHref } from '../queries.ts'
import { UnderstoodFile } from './understood-file.tsx'

const looks = {
  created: { tone: 'ok', shape: 'check' },
  updated: { tone: 'ok', shape: 'check' },
  unchanged: { tone: 'unknown', shape: 'dash' },
  refused: { tone: 'bad', shape: 'cross' },
} as const

interface ImportedFileProps {
  readonly file: ImportedDecisions['files'][number]
  readonly content: string
}

/** What became of a file. */
export function ImportedFile({ file, content }: ImportedFileProps) {
  const t = useTranslations('decisions.import')
  const { path, outcome, decisionId, fault, understood } = file
  return (
    <li className="rounded-lg border border-line bg-surface p-3">
      <UnderstoodFile
        path={path}
        content={content}
        understood={understood}
        fault={fault?.message ?? null}
        mark={
          <>
            <StatusWord {...looks[outcome]}>{t(`outcome.${outcome}`)}</StatusWord>
            {decisionId && (
              <Link href={decisionHref(decisionId)} className="underline">
                {decisionId}
              </Link>
            )}
            {!decisionId && outcome !== 'refused' && (
              <span className="text-xs text-muted">{t('noRecord')}</span>
            )}
          </>
        }
      />
    </li>
  )
}
