import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { PersonDto } from '#lib/auth/dtos.ts'

interface GroupsAgeProps {
  readonly person: Pick<PersonDto, 'groupsObservedAt' | 'groupsFreshness' | 'groupsFailure'>
  /** Says what the age means for the reader; for their own account. */
  readonly isOwn?: boolean
}

/** When somebody's groups were last confirmed, and what follows from their age. */
export function GroupsAge({ person, isOwn = false }: GroupsAgeProps) {
  const t = useTranslations('settings.groups')
  const { groupsObservedAt: at, groupsFreshness, groupsFailure } = person
  return (
    <div className="grid gap-0.5 text-xs text-muted">
      <span>{at ? t.rich('observed', { time: () => <RelativeTime at={at} /> }) : t('never')}</span>
      {isOwn && groupsFreshness !== 'fresh' && (
        <span className={groupsFreshness === 'expired' ? 'text-bad' : undefined}>
          {t(groupsFreshness)}
        </span>
      )}
      {groupsFailure && (
        <span className="flex flex-wrap items-center gap-1">
          <Badge tone="warn" shape="triangle">
            {t('failure', { reason: groupsFailure })}
          </Badge>
        </span>
      )}
    </div>
  )
}
