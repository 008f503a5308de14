'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { ApiError } from '#components/api/request-json.ts'
import { Banner } from '#components/ui/banner.tsx'
import type { Blocker } from '#lib/deployments/types.ts'
import { BlockerList } from './blocker-list.tsx'

interface ProblemBannerProps {
  readonly error: Error | null
}

/** Why the portal refused or failed, with the way to what is in the way. */
export function ProblemBanner({ error }: ProblemBannerProps) {
  const t = useTranslations('deployments.error')
  if (!error) return null
  const blockers = listBlockers(error)
  const activeId = blockers.find(({ reason }) => reason === 'deployment_active')?.details.id
  return (
    <Banner
      tone="bad"
      title={t('title')}
      action={
        typeof activeId === 'string' && (
          <Link className="text-sm underline" href={`/deployments/${activeId}`}>
            {t('show')}
          </Link>
        )
      }
    >
      {blockers.length > 0 ? <BlockerList blockers={blockers} /> : <p>{error.message}</p>}
      {error instanceof ApiError && error.requestId && (
        <p className="text-xs">
          <code>{error.requestId}</code>
        </p>
      )}
    </Banner>
  )
}

function listBlockers(error: Error): readonly Blocker[] {
  if (!(error instanceof ApiError)) return []
  const { blockers } = error.details
  // Safe because only the deployment verbs answer with `blockers`, in this shape.
  return Array.isArray(blockers) ? (blockers as readonly Blocker[]) : []
}
