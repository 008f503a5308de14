import { useTranslations } from 'next-intl'
import { Banner } from '#components/ui/banner.tsx'
import type { Refusal } from '#lib/auth/index.ts'

interface RefusalNoticeProps {
  readonly refusal: Refusal
  readonly providerName: string
}

/** Why somebody who signed in at the provider was not let in, and what they can do about it. */
export function RefusalNotice({ refusal, providerName }: RefusalNoticeProps) {
  const t = useTranslations('auth.refusal')
  if (refusal.reason === 'disabled') {
    return (
      <Banner tone="bad" title={t('disabled.title')}>
        {t('disabled.body')}
      </Banner>
    )
  }
  if (refusal.reason === 'groups_unreadable') {
    return (
      <Banner tone="bad" title={t('groups_unreadable.title')}>
        <p>{t('groups_unreadable.body')}</p>
        {refusal.failure && <p>{t('groups_unreadable.reason', { reason: refusal.failure })}</p>}
      </Banner>
    )
  }
  return <NotInAnyGroup refusal={refusal} providerName={providerName} />
}

function NotInAnyGroup({ refusal, providerName }: RefusalNoticeProps) {
  const t = useTranslations('auth.refusal.not_allowed')
  const { login, found, needed, pending } = refusal
  const list = (groups: readonly string[]) => groups.join(', ')
  return (
    <Banner tone="bad" title={t('title', { provider: providerName })}>
      <div className="grid gap-1 break-words">
        {login && <p>{t('as', { login })}</p>}
        <p>{found.length > 0 ? t('found', { groups: list(found) }) : t('foundNone')}</p>
        {pending.length > 0 && (
          <p>{t('pending', { groups: list(pending), provider: providerName })}</p>
        )}
        <p>{needed.length > 0 ? t('needed', { groups: list(needed) }) : t('neededNone')}</p>
        {needed.length > 0 && <p>{t('ask', { provider: providerName })}</p>}
      </div>
    </Banner>
  )
}
