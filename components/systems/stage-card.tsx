import { ExternalLink } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { HealthBadge } from '#components/ui/health-badge.tsx'
import { UptimeBars } from '#components/ui/uptime-bars.tsx'
import type { StageWithState } from '#lib/board/types.ts'
import { StageAttempts } from './stage-attempts.tsx'
import { StageRunning } from './stage-running.tsx'

interface StageCardProps {
  readonly system: string
  readonly stage: StageWithState
}

/** One stage beside the others: health, what runs, how the last attempt ended, and where it lives. */
export function StageCard({ system, stage }: StageCardProps) {
  const t = useTranslations('systems')
  const risk = useTranslations('status.risk')
  const words = useTranslations('status.health')
  const { health, url } = stage
  return (
    <section className="flex min-w-0 flex-col gap-3 rounded-lg border border-line bg-surface p-4">
      <header className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-semibold">
          <Link href={`/systems/${system}/${stage.slug}`} className="hover:underline">
            <span dir="auto">{stage.name}</span>
          </Link>
        </h3>
        <Badge>{risk(stage.risk)}</Badge>
      </header>
      <div>
        <HealthBadge health={health.status} since={health.since} observedAt={health.observedAt} />
        {health.status !== health.last && (
          <p className="text-xs text-muted">{t('lastKnown', { health: words(health.last) })}</p>
        )}
      </div>
      <UptimeBars permilles={stage.uptimeHours} label={t('uptime')} width="fill" />
      <StageRunning running={stage.running} />
      <StageAttempts stage={stage} />
      <footer className="mt-auto grid gap-1 border-t border-line pt-3 text-xs text-muted">
        <p>
          {toPlace(stage, stage.hosting === null ? null : t(`hosting.${toHosting(stage.hosting)}`))}
        </p>
        <p>
          {stage.workflow
            ? t('workflow', { file: stage.workflow.file, ref: stage.workflow.ref })
            : t('watchedOnly')}
        </p>
        {url !== null && (
          <a
            href={url}
            rel="noopener noreferrer nofollow"
            aria-label={t('openStage', { stage: stage.name, url })}
            className="inline-flex items-center gap-1 break-all underline"
          >
            {new URL(url).host}
            <ExternalLink aria-hidden="true" className="size-3 shrink-0" />
          </a>
        )}
      </footer>
    </section>
  )
}

function toPlace({ region }: StageWithState, hosting: string | null): string {
  return [hosting, region].filter((part) => part !== null).join(' · ')
}

const HOSTINGS = [
  'single-host',
  'aws-elastic-beanstalk',
  'aws-ecs',
  'digitalocean-app-platform',
  'vercel',
] as const

function toHosting(kind: string): (typeof HOSTINGS)[number] {
  return HOSTINGS.find((known) => known === kind) ?? 'single-host'
}
