import { useTranslations } from 'next-intl'

/** An action in words; one that has none yet by its own name. */
export function ActionName({ action }: { readonly action: string }) {
  const t = useTranslations('activity.actions')
  // Safe because `has` says whether there is such a text before it is asked for.
  const key = action as Parameters<typeof t>[0]
  return t.has(key) ? <span title={action}>{t(key)}</span> : <code>{action}</code>
}
