import { useTranslations } from 'next-intl'

/** What a way back is called; one nobody here knows goes by its own word. */
export function MechanismName({ mechanism }: { readonly mechanism: string }) {
  const t = useTranslations('deployments.contract.mechanism')
  const key = mechanism as 'workflow'
  return <>{t.has(key) ? t(key) : mechanism}</>
}

/** What a rollback leaves as it is, in words. */
export function toStaying(
  item: string,
  t: ReturnType<typeof useTranslations<'deployments.contract'>>,
): string {
  const key = `staying.${item}` as 'staying.database'
  return t.has(key) ? t(key) : item
}
