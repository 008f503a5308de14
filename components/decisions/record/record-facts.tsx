import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Card } from '#components/ui/card.tsx'
import { Day } from '#components/ui/day.tsx'
import { HealthBadge, type HealthWord } from '#components/ui/health-badge.tsx'
import type { DecisionDetail } from '#lib/decisions/types.ts'
import { decisionHref } from '../queries.ts'
import { FactsButton } from './facts-dialog.tsx'

export interface SubjectHealth {
  /** `system/stage`. */
  readonly stage: string
  readonly name: string
  readonly health: HealthWord
}

interface RecordFactsProps {
  readonly record: DecisionDetail
  readonly health: readonly SubjectHealth[]
}

/** Dates, people, what it concerns and which records it is tied to. */
export function RecordFacts({ record, health }: RecordFactsProps) {
  const t = useTranslations('decisions.facts')
  const content = record.understood.record
  const { supersedes, supersededBy, subjects } = record
  return (
    <Card
      title={t('title')}
      aside={
        record.allowed.write &&
        content && (
          <span className="print:hidden">
            <FactsButton id={record.id} version={record.version} content={content} />
          </span>
        )
      }
    >
      <dl className="grid gap-3 text-sm">
        <DayFact label={t('recordedOn')} day={record.recordedOn} />
        <DayFact label={t('decidedOn')} day={record.decidedOn} />
        <DayFact label={t('reviewOn')} day={record.reviewOn} />
        <People label={t('deciders')} names={record.deciders} />
        <People label={t('consulted')} names={content?.consulted ?? []} />
        <People label={t('informed')} names={content?.informed ?? []} />
        <People label={t('owner')} names={content?.owner ? [content.owner] : []} />
        {subjects.length > 0 && (
          <Fact label={t('subjects')}>
            <ul className="grid gap-1">
              {subjects.map((subject) => (
                <Subject
                  key={`${subject.system}/${subject.stage ?? ''}`}
                  {...{ subject, health }}
                />
              ))}
            </ul>
          </Fact>
        )}
        <Records label={t('supersedes')} ids={supersedes} />
        <Records label={t('supersededBy')} ids={supersededBy} />
      </dl>
    </Card>
  )
}

interface FactProps {
  readonly label: string
  readonly children: ReactNode
}

function Fact({ label, children }: FactProps) {
  return (
    <div className="grid gap-0.5">
      <dt className="text-xs text-muted">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  )
}

function DayFact({ label, day }: { readonly label: string; readonly day: string | null }) {
  if (!day) return null
  return (
    <Fact label={label}>
      <Day day={day} />
    </Fact>
  )
}

function People({ label, names }: { readonly label: string; readonly names: readonly string[] }) {
  if (names.length === 0) return null
  return <Fact label={label}>{names.join(', ')}</Fact>
}

function Records({ label, ids }: { readonly label: string; readonly ids: readonly string[] }) {
  if (ids.length === 0) return null
  return (
    <Fact label={label}>
      <span className="flex flex-wrap gap-x-3">
        {ids.map((id) => (
          <Link key={id} href={decisionHref(id)} className="underline">
            {id}
          </Link>
        ))}
      </span>
    </Fact>
  )
}

interface SubjectProps {
  readonly subject: DecisionDetail['subjects'][number]
  readonly health: readonly SubjectHealth[]
}

function Subject({ subject, health }: SubjectProps) {
  const { system, systemName, stage } = subject
  const known = health.find((one) => one.stage === `${system}/${stage}`)
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-3">
      <Link
        href={stage ? `/systems/${system}/${stage}` : `/systems/${system}`}
        className="underline"
      >
        {stage ? `${systemName} → ${known?.name ?? stage}` : systemName}
      </Link>
      {known && <HealthBadge health={known.health} />}
    </li>
  )
}
