'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { StatusWord } from '#components/ui/status-word.tsx'
import { Table, Td, Th, Tr } from '#components/ui/table.tsx'
import type { CriterionNow, EvidenceView, SpikeView } from '#lib/spikes/types.ts'
import { type EvidenceDraft, keepEvidence } from './commands.ts'
import { KeepDialog } from './keep-dialog.tsx'
import { toHoldsLook } from './looks.ts'
import { criteriaQuery } from './queries.ts'
import { useCommand } from './use-command.ts'
import { ValueText } from './value-text.tsx'

type Criterion = SpikeView['criteria'][number]

/** Target, what is measured now, and what is kept of it, side by side. */
export function CriteriaTable({ view }: { readonly view: SpikeView }) {
  const t = useTranslations('spikes.criteria')
  const { data, error } = useQuery(criteriaQuery(view.id))
  const [entering, setEntering] = useState<Criterion | null>(null)
  const keep = useCommand(view.id, (body: EvidenceDraft) => keepEvidence(view.id, body))
  if (view.criteria.length === 0) return null
  return (
    <Card title={t('title')} flush>
      <div className="grid gap-2 p-4">
        {(error || keep.error) && (
          <p role="alert" className="text-xs text-bad">
            {(keep.error ?? error)?.message}
          </p>
        )}
        <Table caption={t('title')}>
          <thead>
            <tr>
              <Th>{t('criterion')}</Th>
              <Th>{t('target')}</Th>
              <Th>{t('now')}</Th>
              <Th>{t('kept')}</Th>
              {view.may.keepEvidence && <Th>{t('act')}</Th>}
            </tr>
          </thead>
          <tbody>
            {view.criteria.map((criterion) => (
              <CriterionRow
                key={criterion.key}
                criterion={criterion}
                now={data?.criteria.find(({ key, isAbort }) => !isAbort && key === criterion.key)}
                mayKeep={view.may.keepEvidence}
                isKeeping={keep.isPending}
                onFreeze={() => keep.mutate({ criterion: criterion.key })}
                onEnter={() => setEntering(criterion)}
              />
            ))}
          </tbody>
        </Table>
      </div>
      {entering && (
        <KeepDialog view={view} criterion={entering} onClose={() => setEntering(null)} />
      )}
    </Card>
  )
}

interface CriterionRowProps {
  readonly criterion: Criterion
  readonly now: CriterionNow | undefined
  readonly mayKeep: boolean
  readonly isKeeping: boolean
  readonly onFreeze: () => void
  readonly onEnter: () => void
}

function CriterionRow(props: CriterionRowProps) {
  const { criterion, now, mayKeep, isKeeping, onFreeze, onEnter } = props
  const t = useTranslations('spikes.criteria')
  const { operator, threshold, unit, binding, evidence } = criterion
  const isKnown = now?.now != null && now.now.value !== null
  return (
    <Tr>
      <Th scope="row" className="max-w-72 break-words">
        {criterion.title}
        {criterion.text && (
          <span className="block text-xs font-normal text-muted">{criterion.text}</span>
        )}
      </Th>
      <Td className="whitespace-nowrap">
        {threshold === null ? '–' : `${operator} ${threshold}${unit ? ` ${unit}` : ''}`}
        {binding && <code className="block text-xs text-muted">{binding.measure}</code>}
      </Td>
      <Td>{binding ? <NowCell now={now} unit={unit} /> : <span>{t('byHand')}</span>}</Td>
      <Td>
        <EvidenceList evidence={evidence} unit={unit} />
      </Td>
      {mayKeep && (
        <Td>
          <div className="grid justify-items-start gap-1">
            {binding && (
              <Button size="sm" disabled={!isKnown} pending={isKeeping} onClick={onFreeze}>
                {t('freeze')}
              </Button>
            )}
            <Button size="sm" variant="ghost" onClick={onEnter}>
              {t('enter')}
            </Button>
          </div>
        </Td>
      )}
    </Tr>
  )
}

interface NowCellProps {
  readonly now: CriterionNow | undefined
  readonly unit: string | null
}

function NowCell({ now, unit }: NowCellProps) {
  const t = useTranslations('spikes')
  if (!now) return <span className="text-muted">{t('criteria.measuring')}</span>
  if (!now.now) return <span className="text-muted">{t('criteria.noStage')}</span>
  const { value, observedAt, link, unknown, params } = now.now
  if (value === null) {
    return <span className="text-muted">{t(`unknown.${unknown?.reason ?? 'reading_failed'}`)}</span>
  }
  return (
    <div className="grid gap-0.5">
      <StatusWord {...toHoldsLook(now.holds)}>
        <ValueText value={value} unit={now.now.unit} wanted={unit} />
      </StatusWord>
      <span className="text-xs text-muted">
        {observedAt && <RelativeTime at={observedAt} plain />}
        {link && (
          <>
            {' · '}
            <Link href={link} className="underline">
              {t('criteria.source')}
            </Link>
          </>
        )}
      </span>
      {Number(params.unknownMinutes ?? 0) > 0 && (
        <span className="text-xs text-muted">
          {t('criteria.unseen', {
            unknown: Number(params.unknownMinutes),
            minutes: Number(params.minutes),
          })}
        </span>
      )}
    </div>
  )
}

function EvidenceList({
  evidence,
  unit,
}: {
  readonly evidence: readonly EvidenceView[]
  readonly unit: string | null
}) {
  const t = useTranslations('spikes.criteria')
  const inForce = evidence.filter(({ replacedAt }) => replacedAt === null)
  if (inForce.length === 0) return <span className="text-muted">{t('nothingKept')}</span>
  const earlier = evidence.length - inForce.length
  return (
    <ul className="grid gap-1.5">
      {inForce.map((kept) => (
        <li key={kept.id} className="grid gap-0.5">
          <span className="flex flex-wrap items-baseline gap-x-2">
            <StatusWord {...toHoldsLook(kept.holds)}>
              {kept.value === null ? (
                <span className="break-words">{kept.text}</span>
              ) : (
                <ValueText value={kept.value} unit={kept.unit} wanted={unit} />
              )}
            </StatusWord>
            {kept.isByHand && <Badge>{t('handBadge')}</Badge>}
            {kept.option && <Badge>{kept.option}</Badge>}
          </span>
          {kept.value !== null && kept.text && (
            <span className="text-xs break-words">{kept.text}</span>
          )}
          <span className="text-xs text-muted">
            {kept.author} · <RelativeTime at={kept.observedAt} plain />
          </span>
        </li>
      ))}
      {earlier > 0 && <li className="text-xs text-muted">{t('earlier', { count: earlier })}</li>}
    </ul>
  )
}
