'use client'

import { useTranslations } from 'next-intl'
import { Duration } from '#components/ui/duration.tsx'
import { formatDuration } from '#components/ui/format-time.ts'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { StatusIcon, type StatusShape, type Tone } from '#components/ui/status-icon.tsx'
import { useClock } from '#components/ui/use-clock.ts'
import type { StepView } from '#lib/deployments/types.ts'
import type { StepState } from '#lib/deployments/vocabulary.ts'

const looks: Record<StepState, { readonly tone: Tone; readonly shape: StatusShape }> = {
  queued: { tone: 'unknown', shape: 'clock' },
  in_progress: { tone: 'info', shape: 'progress' },
  succeeded: { tone: 'ok', shape: 'check' },
  failed: { tone: 'bad', shape: 'cross' },
  cancelled: { tone: 'unknown', shape: 'slash' },
  skipped: { tone: 'unknown', shape: 'dash' },
  not_reached: { tone: 'unknown', shape: 'dash' },
  unknown: { tone: 'unknown', shape: 'question' },
}

/** One step: its state in a word, since when, how long, and how long it usually takes. */
export function StepRow({ step }: { readonly step: StepView }) {
  const words = useTranslations('status.step')
  const t = useTranslations('deployments.page')
  return (
    <li className="grid grid-cols-[auto_1fr_auto] items-baseline gap-x-2 border-line px-4 py-1.5 text-sm not-last:border-b">
      <StatusIcon {...looks[step.state]} className="translate-y-0.5" />
      <span className="min-w-0">
        <span dir="auto">{step.name}</span>{' '}
        <span className="text-xs text-muted">
          {words(step.state)}
          {step.startedAt && (
            <>
              {' · '}
              <RelativeTime at={step.startedAt} plain />
            </>
          )}
        </span>
      </span>
      <span className="text-right text-xs text-muted">
        {step.startedAt && <Duration from={step.startedAt} to={step.completedAt} />}
        {step.usualSeconds !== null && (
          <> · {t('usual', { duration: formatDuration(step.usualSeconds * 1_000) })}</>
        )}
      </span>
      {step.state === 'in_progress' && step.startedAt && step.usualSeconds !== null && (
        <ExpectedTime startedAt={step.startedAt} usualSeconds={step.usualSeconds} />
      )}
    </li>
  )
}

interface ExpectedTimeProps {
  readonly startedAt: string
  readonly usualSeconds: number
}

/** A thin bar against the usual duration. It stops short of the end: nobody knows when the step ends. */
function ExpectedTime({ startedAt, usualSeconds }: ExpectedTimeProps) {
  const percent = useClock((nowMs) => {
    const share = (nowMs - Date.parse(startedAt)) / (usualSeconds * 1_000)
    return Math.min(95, Math.max(0, Math.round(share * 100)))
  }, 'second')
  return (
    <span aria-hidden="true" className="col-span-3 mt-1 h-0.5 rounded-full bg-line">
      <span
        className="block h-full rounded-full bg-info"
        style={{ width: `${percent}%` }}
        suppressHydrationWarning
      />
    </span>
  )
}
