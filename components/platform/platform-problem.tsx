import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ApiError } from '#components/api/request-json.ts'
import { Banner } from '#components/ui/banner.tsx'
import { FailureWords } from './failure-words.tsx'
import { RefusalList } from './refusal-list.tsx'

interface PlatformProblemProps {
  readonly error: Error | null
  /** For everything that has nothing to do with the platform. */
  readonly otherwise: (error: Error) => ReactNode
}

/** Why a platform did not do what it was asked for, in the reader's language. */
export function PlatformProblem({ error, otherwise }: PlatformProblemProps) {
  const t = useTranslations('platform')
  if (!error) return null
  const reasons = listRefusals(error)
  if (reasons.length > 0) {
    return (
      <Banner tone="bad" title={t('refused')}>
        <RefusalList reasons={reasons} />
      </Banner>
    )
  }
  const code = error instanceof ApiError ? /^platform_(.+)$/.exec(error.reason)?.[1] : undefined
  if (!code) return otherwise(error)
  return (
    <Banner tone="bad" title={t('notDone')}>
      <FailureWords code={code} message={error.message} permission={findPermission(error)} />
    </Banner>
  )
}

const refusals = ['platform_refuses', 'release_gone', 'not_scalable']

function listRefusals(error: Error): readonly string[] {
  if (!(error instanceof ApiError)) return []
  const { reason, details } = error
  const facts = toRecord(details.facts)
  if (Array.isArray(facts.reasons)) return facts.reasons.map(String)
  if (typeof facts.reason === 'string' && reason === 'platform_conflict') return [facts.reason]
  if (reason === 'platform_refuses' && Array.isArray(details.reasons)) {
    return details.reasons.map(String)
  }
  return refusals.includes(reason) ? [reason] : []
}

function findPermission(error: Error): string | null {
  const permission = error instanceof ApiError ? error.details.permission : null
  return typeof permission === 'string' ? permission : null
}

function toRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
