import { useTranslations } from 'next-intl'
import { formatMoment, formatSeconds } from '#components/ui/format-time.ts'
import { useTimeStyle } from '#components/ui/use-time-style.ts'
import type { PolicySummary } from '#lib/backups/types.ts'
import type { Params } from '#lib/backups/words.ts'
import { formatSize } from './format-size.ts'

interface CauseTextProps {
  readonly cause: NonNullable<PolicySummary['cause']>
}

/** Why a policy is not fresh, in a sentence with its times and sizes. */
export function CauseText({ cause }: CauseTextProps) {
  const t = useTranslations('backups.reason')
  const failures = useTranslations('backups.failure')
  const toValues = useValues()
  const failure = String(cause.params.failure ?? '')
  const values = {
    ...toValues(cause.params),
    failure: failures.has(failure as 'denied') ? failures(failure as 'denied') : failure,
  }
  return <span suppressHydrationWarning>{t(cause.reason, values)}</span>
}

interface WarningTextProps {
  readonly warning: PolicySummary['warnings'][number]
}

/** What is wrong beside the state. */
export function WarningText({ warning }: WarningTextProps) {
  const t = useTranslations('backups.warning')
  const toValues = useValues()
  return <span suppressHydrationWarning>{t(warning.reason, toValues(warning.params))}</span>
}

/** Times, spans and sizes of a reason as its sentence shows them; what is not known stands as a dash. */
function useValues() {
  const style = useTimeStyle()
  return (params: Params) => {
    const time = (name: string) => {
      const value = params[name]
      return typeof value === 'string' ? formatMoment(Date.parse(value), style) : '–'
    }
    const span = (name: string) => formatSeconds(Number(params[name] ?? 0), style)
    const size = (name: string) => formatSize(Number(params[name] ?? 0), style.locale)
    const text = (name: string) => String(params[name] ?? '–')
    return {
      at: time('at'),
      dueAt: time('dueAt'),
      startedAt: time('startedAt'),
      observedAt: time('observedAt'),
      rpo: span('rpoSeconds'),
      retention: span('retentionSeconds'),
      size: size('sizeBytes'),
      median: size('medianBytes'),
      region: text('region'),
      expected: text('expected'),
      detail: text('detail'),
    }
  }
}
