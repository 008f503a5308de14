import { Lock } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { EmptyState } from '#components/ui/empty-state.tsx'
import type { Role } from '#lib/core/permissions.ts'

interface NotAllowedProps {
  readonly role: Role
  /** Groups whose members have the role. */
  readonly groups: readonly string[]
}

/** In place of a page the reader may not use: which role is missing and who gives it. */
export function NotAllowed({ role, groups }: NotAllowedProps) {
  const t = useTranslations('auth.notAllowed')
  const roleName = useTranslations('shell.role')(role)
  return (
    <EmptyState icon={<Lock aria-hidden="true" />} title={t('title', { role: roleName })}>
      {groups.length > 0
        ? t('body', { role: roleName, groups: groups.join(', ') })
        : t('nobody', { role: roleName })}
    </EmptyState>
  )
}
