'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Card } from '#components/ui/card.tsx'
import { ProgressText } from './progress-text.tsx'
import { checklistsQuery } from './queries.ts'

interface StageChecklistsProps {
  readonly system: string
  readonly stage: string
}

/** The lists that are about a stage; nothing where there are none. */
export function StageChecklists({ system, stage }: StageChecklistsProps) {
  const t = useTranslations('checklists.stage')
  const { data } = useQuery(checklistsQuery({ system, stage, state: '' }))
  if (!data || data.items.length === 0) return null
  return (
    <Card
      title={t('title')}
      aside={
        <Link href={`/checklists?system=${system}`} className="text-sm underline">
          {t('all')}
        </Link>
      }
    >
      <ul className="grid gap-2">
        {data.items.map((list) => (
          <li key={list.id} className="flex flex-wrap items-baseline justify-between gap-x-3">
            <Link href={`/checklists/${list.id}`} className="text-sm underline" dir="auto">
              {list.title}
            </Link>
            <ProgressText list={list} />
          </li>
        ))}
      </ul>
    </Card>
  )
}
