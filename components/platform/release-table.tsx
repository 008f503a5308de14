'use client'

import { useTranslations } from 'next-intl'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { StatusShape, Tone } from '#components/ui/status-icon.tsx'
import { StatusWord } from '#components/ui/status-word.tsx'
import { Table, Td, Th, Tr } from '#components/ui/table.tsx'
import { useClock } from '#components/ui/use-clock.ts'
import type { StageOverview } from '#lib/board/types.ts'
import { toUnknownSince } from '#lib/hosting/policy.ts'
import type { PlatformComponent, PlatformSource } from '#lib/hosting/schemas.ts'
import { ScaleButton } from './scale-button.tsx'

interface ReleaseTableProps {
  readonly stage: Pick<StageOverview, 'slug' | 'system'>
  readonly components: readonly PlatformComponent[]
  readonly sources: readonly PlatformSource[]
  /** Slugs of those whose number of instances the reader may change. */
  readonly scalable: readonly string[]
}

/** Each component with its release, instances and age. */
export function ReleaseTable({ stage, components, sources, scalable }: ReleaseTableProps) {
  const t = useTranslations('platform')
  return (
    <Table caption={t('caption')}>
      <thead>
        <tr>
          <Th>{t('component')}</Th>
          <Th>{t('release')}</Th>
          <Th>{t('instances')}</Th>
          <Th>{t('since')}</Th>
          <Th>{t('observed')}</Th>
        </tr>
      </thead>
      <tbody>
        {components.map((component) => (
          <ReleaseRow
            key={`${component.source} ${component.component}`}
            component={component}
            scale={
              scalable.includes(component.component)
                ? { system: stage.system.slug, stage: stage.slug }
                : null
            }
            source={sources.find(({ source }) => source === component.source)}
          />
        ))}
      </tbody>
    </Table>
  )
}

interface ReleaseRowProps {
  readonly component: PlatformComponent
  readonly source: PlatformSource | undefined
  /** Null for somebody who may not, or a platform that cannot. */
  readonly scale: { readonly system: string; readonly stage: string } | null
}

function ReleaseRow({ component, source, scale }: ReleaseRowProps) {
  const { since, observedAt, detail, instances } = component
  return (
    <Tr>
      <Th scope="row">
        <span dir="auto">{component.component}</span>
        <ComponentWord component={component} source={source} />
        {detail && (
          <span dir="auto" className="block text-xs font-normal text-muted">
            {detail}
          </span>
        )}
      </Th>
      <Td className="min-w-40">
        <Release component={component} />
      </Td>
      <Td>
        <span className="flex flex-wrap items-center gap-2">
          <Instances instances={instances} />
          {scale && typeof instances?.desired === 'number' && !instances.autoscaling && (
            <ScaleButton {...scale} component={component.component} desired={instances.desired} />
          )}
        </span>
      </Td>
      <Td className="text-xs">{since ? <RelativeTime at={since} form="since" /> : '–'}</Td>
      <Td className="text-xs text-muted">{observedAt && <RelativeTime at={observedAt} />}</Td>
    </Tr>
  )
}

const looks: Record<
  PlatformComponent['state'],
  { readonly tone: Tone; readonly shape: StatusShape }
> = {
  running: { tone: 'ok', shape: 'check' },
  deploying: { tone: 'info', shape: 'progress' },
  degraded: { tone: 'warn', shape: 'triangle' },
  stopped: { tone: 'bad', shape: 'cross' },
  unknown: { tone: 'unknown', shape: 'question' },
}

// A word that is too old, or whose source fails, is what it was last: never green.
function ComponentWord({ component, source }: Omit<ReleaseRowProps, 'scale'>) {
  const t = useTranslations('platform')
  const { state, observedAt, ttlSeconds } = component
  const isFailing = source?.fact === 'release'
  const known = {
    ...{ observedAt, ttlSeconds },
    failure: isFailing ? source.failure : null,
    since: isFailing ? source.since : null,
  }
  const isKnown = useClock((nowMs) => toUnknownSince(known, nowMs) === null)
  const shown = isKnown ? state : 'unknown'
  return (
    <span className="flex flex-wrap items-baseline gap-x-2 text-xs">
      <StatusWord {...looks[shown]}>{t(`state.${shown}`)}</StatusWord>
      {shown !== state && (
        <span className="font-normal text-muted">
          {t('lastState', { state: t(`state.${state}`) })}
        </span>
      )}
    </span>
  )
}

function Release({ component }: { readonly component: PlatformComponent }) {
  const t = useTranslations('platform')
  const { version, commitSha, releaseId } = component
  if (!version && !commitSha && !releaseId) {
    return <span className="text-muted">{t('noRelease')}</span>
  }
  return (
    <span className="flex flex-wrap gap-x-2">
      {version && (
        <code dir="auto" className="font-medium break-all">
          {version}
        </code>
      )}
      {commitSha && <code className="text-xs text-muted">{commitSha.slice(0, 7)}</code>}
      {releaseId && releaseId !== version && (
        <code className="text-xs break-all text-muted">{releaseId}</code>
      )}
    </span>
  )
}

function Instances({ instances }: Pick<PlatformComponent, 'instances'>) {
  const t = useTranslations('platform')
  if (!instances || instances.running === null) return <>–</>
  const { running, desired, autoscaling } = instances
  return (
    <span className="tabular whitespace-nowrap">
      {desired === null ? t('runningOnly', { running }) : t('running', { running, desired })}
      {autoscaling && <span className="block text-xs text-muted">{t('autoscaling')}</span>}
    </span>
  )
}
