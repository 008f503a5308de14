'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Banner } from '#components/ui/banner.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { decisionHref, versionsQuery } from '../queries.ts'

interface NewerVersionProps {
  readonly id: string
  readonly baseVersion: number
}

const askAgainMs = 20_000

/** Warns while typing when somebody else saved. */
export function NewerVersion({ id, baseVersion }: NewerVersionProps) {
  const t = useTranslations('decisions.editor')
  const { data } = useQuery({ ...versionsQuery(id), refetchInterval: askAgainMs })
  const newest = data?.items[0]
  if (!newest || newest.number <= baseVersion) return null
  return (
    <Banner
      tone="warn"
      title={t('newer', { author: newest.author, version: newest.number })}
      action={
        <Link
          href={`${decisionHref(id)}/versions?from=${baseVersion}&to=${newest.number}`}
          className="text-sm underline"
        >
          {t('newerShow')}
        </Link>
      }
    >
      {t.rich('newerHint', { time: () => <RelativeTime at={newest.at} /> })}
    </Banner>
  )
}
