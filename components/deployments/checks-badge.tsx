'use client'

import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import type { StatusShape, Tone } from '#components/ui/status-icon.tsx'
import type { ChecksState, ChecksView } from '#lib/deployments/types.ts'

const looks: Record<ChecksState, { readonly tone?: Tone; readonly shape?: StatusShape }> = {
  passing: { tone: 'ok', shape: 'check' },
  failing: { tone: 'bad', shape: 'cross' },
  running: { tone: 'info', shape: 'progress' },
  none: {},
  unknown: { tone: 'unknown', shape: 'question' },
}

/** State of a commit's continuous integration; the failing ones by name on hover. */
export function ChecksBadge({ checks }: { readonly checks: ChecksView }) {
  const t = useTranslations('deployments.checks')
  return (
    <Badge {...looks[checks.state]} title={checks.failing.join(', ') || undefined}>
      {t(checks.state)}
    </Badge>
  )
}
