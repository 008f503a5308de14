'use client'

import { useTranslations } from 'next-intl'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { useClock } from '#components/ui/use-clock.ts'
import type { ProbeHealth } from '#lib/health/types.ts'
import { CauseText } from './cause-text.tsx'

interface ProbeResultProps {
  readonly probe: ProbeHealth
}

const dayMs = 86_400_000

/** What the newest measurement of a probe found. */
export function ProbeResult({ probe }: ProbeResultProps) {
  const t = useTranslations('health.probes')
  const { cause, status, durationMs, version, certificateExpiresAt, kind } = probe
  return (
    <div className="grid gap-0.5">
      {cause && <CauseText cause={cause} />}
      <span className="flex flex-wrap gap-x-3 text-xs text-muted">
        {status !== null && <span>{t('status', { status })}</span>}
        {durationMs !== null && <span>{t('duration', { durationMs })}</span>}
        {version !== null && <span dir="auto">{t('version', { version })}</span>}
        {certificateExpiresAt && <Certificate expiresAt={certificateExpiresAt} />}
        {kind === 'heartbeat' && <LastPing at={probe.lastPingAt} />}
      </span>
      {probe.lastPingBody && (
        <details className="text-xs">
          <summary className="cursor-pointer text-muted">{t('lastBody')}</summary>
          <pre dir="auto" className="mt-1 max-h-40 max-w-96 overflow-auto whitespace-pre-wrap">
            {probe.lastPingBody}
          </pre>
        </details>
      )}
    </div>
  )
}

function Certificate({ expiresAt }: { readonly expiresAt: string }) {
  const t = useTranslations('health.probes')
  const days = useClock((nowMs) => Math.floor((Date.parse(expiresAt) - nowMs) / dayMs))
  return <span>{days < 0 ? t('certificateEnded') : t('certificate', { days })}</span>
}

function LastPing({ at }: { readonly at: string | null }) {
  const t = useTranslations('health.probes')
  if (!at) return <span>{t('noPing')}</span>
  return <span>{t.rich('lastPing', { time: () => <RelativeTime at={at} plain /> })}</span>
}
