import { useTranslations } from 'next-intl'
import type { HealthCause } from '#lib/health/types.ts'
import type { HealthReason } from '#lib/health/words.ts'

interface CauseTextProps {
  readonly cause: HealthCause
}

/** Reasons whose sentence names something, with a shorter one beside it for where only the reason was kept. */
const briefReasons = [
  'scheme_not_allowed',
  'port_not_allowed',
  'address_metadata',
  'address_internal',
  'address_not_listed',
  'portal_itself',
  'too_many_redirects',
  'status_unexpected',
  'too_slow',
  'json_path_missing',
  'json_value_unexpected',
  'certificate_expiring',
] as const satisfies readonly HealthReason[]

/** Why something is not healthy, as a sentence. What a target answered stays text and keeps its own direction. */
export function CauseText({ cause: { reason, params } }: CauseTextProps) {
  const t = useTranslations('health')
  const isBare = Object.keys(params).length === 0
  const brief = isBare ? briefReasons.find((known) => known === reason) : undefined
  return <span dir="auto">{brief ? t(`brief.${brief}`) : t(`reason.${reason}`, params)}</span>
}
