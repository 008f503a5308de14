'use client'

import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { HealthBadge } from '#components/ui/health-badge.tsx'
import { Table, Td, Th, Tr } from '#components/ui/table.tsx'
import { UptimeBars } from '#components/ui/uptime-bars.tsx'
import type { HistoryRange, ProbeHealth } from '#lib/health/types.ts'
import { type HealthAbilities, ProbeActions } from './probe-actions.tsx'
import { ProbeResult } from './probe-result.tsx'
import type { StageKey } from './queries.ts'

interface ProbeTableProps extends StageKey {
  readonly probes: readonly ProbeHealth[]
  readonly range: HistoryRange
  readonly abilities: HealthAbilities
}

/** Every probe of a stage: what it measures, how that stands, and how it went. */
export function ProbeTable({ probes, range, abilities, ...key }: ProbeTableProps) {
  const t = useTranslations('health.probes')
  return (
    <Table caption={t('caption')}>
      <thead>
        <tr>
          <Th>{t('component')}</Th>
          <Th>{t('state')}</Th>
          <Th>{t('result')}</Th>
          <Th>{t('history')}</Th>
          <Th>
            <span className="sr-only">{t('actions')}</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {probes.map((probe) => (
          <ProbeRow
            key={probe.slug}
            probe={probe}
            range={range}
            abilities={abilities}
            stageKey={key}
          />
        ))}
      </tbody>
    </Table>
  )
}

interface ProbeRowProps {
  readonly probe: ProbeHealth
  readonly range: HistoryRange
  readonly abilities: HealthAbilities
  readonly stageKey: StageKey
}

function ProbeRow({ probe, range, abilities, stageKey }: ProbeRowProps) {
  const t = useTranslations('health')
  const words = useTranslations('status.health')
  const { health, lastHealth, since, observedAt, pausedBy } = probe
  return (
    <Tr>
      <Th scope="row">
        <span className="flex items-center gap-2">
          {probe.componentName} <Badge>{t(`probes.kind.${probe.kind}`)}</Badge>
        </span>
        <span className="block max-w-80 truncate font-mono text-xs font-normal text-muted">
          {probe.kind === 'heartbeat'
            ? t('probes.expected', { rhythm: probe.target })
            : probe.target}
        </span>
      </Th>
      <Td>
        <HealthBadge health={health} since={since} observedAt={observedAt} />
        {health !== lastHealth && (
          <span className="block text-xs text-muted">
            {t('probes.last', { health: words(lastHealth) })}
          </span>
        )}
        {pausedBy && (
          <span className="block text-xs text-muted">
            {t('probes.pausedBy', { name: pausedBy })}
          </span>
        )}
      </Td>
      <Td>
        <ProbeResult probe={probe} />
      </Td>
      <Td>
        <UptimeBars
          permilles={probe.buckets.map(({ permille }) => permille)}
          label={`${probe.slug}, ${t(`range.${range}`)}`}
          className="max-w-60"
        />
      </Td>
      <Td>
        <ProbeActions probe={probe} abilities={abilities} {...stageKey} />
      </Td>
    </Tr>
  )
}
