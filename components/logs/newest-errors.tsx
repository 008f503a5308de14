'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import type { ErrorSignature, ErrorSignatures, LogMark } from '#lib/logs/types.ts'
import { type StageKey, signaturesQuery } from './queries.ts'
import { useSourceName } from './source-notes.tsx'
import { toLineParam } from './use-log-state.ts'

const shownCount = 6
const refreshMs = 60_000

/** The newest errors of a stage by kind, and whether they began with the newest deployment. */
export function NewestErrors({ stage }: { readonly stage: StageKey }) {
  const t = useTranslations('logs.errors')
  const query = signaturesQuery(stage)
  const { data, error, refetch } = useQuery({ ...query, refetchInterval: refreshMs })
  const base = `/systems/${stage.system}/${stage.stage}/logs`
  return (
    <Card
      title={t('title')}
      aside={
        <Link href={`${base}?level=fatal,error&from=now-24h`} className="text-sm underline">
          {t('all')}
        </Link>
      }
    >
      {error && !data && <ErrorState title={error.message} onRetry={() => refetch()} />}
      {!data && !error && <Skeleton className="h-32" />}
      {data && <Signatures found={data} base={base} />}
    </Card>
  )
}

function Signatures({ found, base }: { readonly found: ErrorSignatures; readonly base: string }) {
  const t = useTranslations('logs.errors')
  const toName = useSourceName()
  const failed = found.sources.filter(({ state }) => state === 'failed')
  const isBlind = failed.length > 0 && failed.length === found.sources.length
  return (
    <>
      {found.signatures.length === 0 && (
        <p className="text-sm text-muted">{isBlind ? t('unread') : t('none')}</p>
      )}
      <ul className="text-sm">
        {found.signatures.slice(0, shownCount).map((signature) => (
          <Signature
            key={`${signature.component} ${signature.signature}`}
            {...{ signature, base }}
            deployment={found.deployment}
          />
        ))}
      </ul>
      {failed.length > 0 && !isBlind && (
        <p className="mt-2 text-xs text-muted">
          {t('partly', { sources: failed.map(toName).join(', ') })}
        </p>
      )}
    </>
  )
}

interface SignatureProps {
  readonly signature: ErrorSignature
  readonly deployment: LogMark | null
  readonly base: string
}

function Signature({ signature, deployment, base }: SignatureProps) {
  const t = useTranslations('logs.errors')
  const { sample, before, after, lastAt, component } = signature
  const number = deployment?.number ?? 0
  const isNew = deployment !== null && before === 0 && after > 0
  const line = new URLSearchParams({
    from: 'now-24h',
    level: 'fatal,error',
    line: toLineParam(sample),
  })
  return (
    <li className="grid gap-0.5 border-line py-1.5 not-last:border-b">
      <Link
        href={`${base}?${line}`}
        dir="auto"
        className="truncate font-mono text-xs underline"
        title={signature.signature}
      >
        {signature.signature}
      </Link>
      <p className="flex flex-wrap items-center gap-x-2 text-xs text-muted">
        {isNew && (
          <Badge tone="bad" shape="cross">
            {t('new', { number })}
          </Badge>
        )}
        {component && <span>{component}</span>}
        <span>
          {deployment && !isNew
            ? t('counts', { after, before, number })
            : t('count', { count: before + after })}
        </span>
        <RelativeTime at={lastAt} plain />
      </p>
    </li>
  )
}
