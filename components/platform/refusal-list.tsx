import { useTranslations } from 'next-intl'

/** Why a platform would not do something, by its stable words; one that nobody knows yet stands as it came. */
export function RefusalList({ reasons }: { readonly reasons: readonly string[] }) {
  const t = useTranslations('platform')
  if (reasons.length === 0) return <p>{t('refusedWithoutReason')}</p>
  return (
    <ul className="grid gap-1">
      {reasons.map((reason) => {
        // Safe because the key is asked for before it is used.
        const key = `refusal.${reason}` as 'refusal.app_pinned'
        return <li key={reason}>{t.has(key) ? t(key) : <code>{reason}</code>}</li>
      })}
    </ul>
  )
}
