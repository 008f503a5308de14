import { useTranslations } from 'next-intl'

interface Scope {
  readonly systems: readonly string[]
  readonly teams: readonly string[]
}

/** Where a role counts, in words. */
export function ScopeText({ scope }: { readonly scope: Scope | 'all' | null }) {
  const t = useTranslations('settings.scope')
  if (scope === 'all' || scope === null) return t('all')
  const parts = (['systems', 'teams'] as const)
    .map((kind) => ({ kind, names: scope[kind] }))
    .filter(({ names }) => names.length > 0)
    .map(({ kind, names }) => t(kind, { count: names.length, names: names.join(', ') }))
  return parts.join(' · ')
}
