'use client'

import { useTranslations } from 'next-intl'
import { formatMoment } from '#components/ui/format-time.ts'
import { useTimeStyle } from '#components/ui/use-time-style.ts'
import type { Evidence } from '#lib/checklists/types.ts'

/** Everything a sentence may name; what is not known this time stands as a dash. */
const names = [
  ...['host', 'at', 'source', 'probe', 'component', 'own', 'stage', 'other', 'policy', 'state'],
  ...['names', 'part', 'region', 'rule', 'days', 'limit', 'step', 'version', 'running', 'wanted'],
  ...['path', 'test', 'check', 'name'],
] as const

/** Why a check does not say yes, in a sentence. */
export function ReasonText({ evidence }: { readonly evidence: Evidence | null }) {
  const t = useTranslations('checklists.reason')
  const style = useTimeStyle()
  if (!evidence) return <span>{t('not_asked')}</span>
  if (evidence.reason === null) return null
  const toText = (name: string) => {
    const value = evidence.params[name]
    if (value === null || value === undefined || value === '') return '–'
    return name === 'at' ? formatMoment(Date.parse(String(value)), style) : String(value)
  }
  const values = Object.fromEntries(names.map((name) => [name, toText(name)]))
  return (
    <span dir="auto" suppressHydrationWarning>
      {t(evidence.reason, values)}
    </span>
  )
}
