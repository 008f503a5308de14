'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Table, Td, Th, Tr } from '#components/ui/table.tsx'
import type { AuditEntryDto } from '#lib/audit/schemas.ts'
import { ActionName } from './action-name.tsx'
import { EntryChanges } from './entry-changes.tsx'

/** What happened, newest first. */
export function ActivityTable({ entries }: { readonly entries: readonly AuditEntryDto[] }) {
  const t = useTranslations('activity')
  return (
    <Table caption={t('title')}>
      <thead>
        <tr>
          <Th>{t('when')}</Th>
          <Th>{t('who')}</Th>
          <Th>{t('what')}</Th>
          <Th>{t('where')}</Th>
          <Th>{t('changes')}</Th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <EntryRow key={entry.seq} entry={entry} />
        ))}
      </tbody>
    </Table>
  )
}

function EntryRow({ entry }: { readonly entry: AuditEntryDto }) {
  const t = useTranslations('activity')
  const { actor, outcome, permission } = entry
  const kind = `actor.${actor.kind}`
  return (
    <Tr id={`entry-${entry.seq}`}>
      <Td>
        <RelativeTime at={entry.at} />
      </Td>
      <Td>
        <bdi>{actor.name}</bdi>
        {actor.kind !== 'user' && (
          <span className="block text-xs text-muted">
            {isKnown(t, kind) ? t(kind) : actor.kind}
          </span>
        )}
      </Td>
      <Td>
        <ActionName action={entry.action} />
        {outcome === 'denied' && (
          <>
            {' '}
            <Badge tone="bad" shape="cross" title={t('deniedTitle', { permission })}>
              {t('denied')}
            </Badge>
          </>
        )}
      </Td>
      <Td>
        <EntryPlace entry={entry} />
      </Td>
      <Td>
        <EntryChanges entry={entry} />
      </Td>
    </Tr>
  )
}

type ActorKey = `actor.${'user' | 'token' | 'job' | 'webhook' | 'operator'}`

function isKnown(t: ReturnType<typeof useTranslations<'activity'>>, key: string): key is ActorKey {
  return t.has(key as ActorKey)
}

function EntryPlace({ entry }: { readonly entry: AuditEntryDto }) {
  const t = useTranslations('activity')
  const { system, stage, entity } = entry
  if (!system) {
    return (
      <span className="text-muted">
        {entity.kind === 'system' && entity.id !== '*' ? <bdi>{entity.id}</bdi> : t('portal')}
      </span>
    )
  }
  const href = stage ? `/systems/${system.slug}/${stage.slug}` : `/systems/${system.slug}`
  return (
    <Link href={href} className="hover:underline">
      <bdi>{system.name}</bdi>
      {stage && (
        <>
          {' · '}
          <bdi>{stage.name}</bdi>
        </>
      )}
    </Link>
  )
}
