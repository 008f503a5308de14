import { useTranslations } from 'next-intl'
import { StatusWord } from '#components/ui/status-word.tsx'
import type { AccessEntryDto } from '#lib/credentials/types.ts'
import { type AccessVerdict, toVerdict, verdictLooks } from './access-verdict.ts'

/** What needs somebody comes first. */
const order: readonly AccessVerdict[] = [
  'failed',
  'denied',
  'stale',
  'uncertain',
  'never',
  'granted',
]

/** How many sources are how, before the long list of them. */
export function AccessSummary({ entries }: { readonly entries: readonly AccessEntryDto[] }) {
  const t = useTranslations('credentials.access')
  const groups = Map.groupBy(entries, toVerdict)
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
      {order.map((verdict) => {
        const count = groups.get(verdict)?.length ?? 0
        if (count === 0) return null
        return (
          <li key={verdict}>
            <StatusWord {...verdictLooks[verdict]}>{t(`counts.${verdict}`, { count })}</StatusWord>
          </li>
        )
      })}
    </ul>
  )
}
