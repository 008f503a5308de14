'use client'

import { useTranslations } from 'next-intl'
import { requestJson } from '#components/api/request-json.ts'
import type { UserDto } from '#lib/auth/dtos.ts'
import { ConfirmButton } from './confirm-button.tsx'

/** What an admin can do about somebody: sign them out, keep them out, let them in again. */
export function PersonActions({ user }: { readonly user: UserDto }) {
  const t = useTranslations('settings.people')
  const { id, name, disabledAt, sessionCount } = user
  const setDisabled = (disabled: boolean) =>
    requestJson<void>(`/api/v1/users/${id}`, { method: 'PATCH', body: { disabled } })
  if (disabledAt) {
    return (
      <ConfirmButton
        label={t('enable')}
        title={t('enableTitle', { name })}
        body={t('enableBody', { name })}
        isDanger={false}
        onConfirm={() => setDisabled(false)}
      />
    )
  }
  return (
    <span className="flex justify-end gap-1">
      {sessionCount > 0 && (
        <ConfirmButton
          label={t('endSessions')}
          title={t('endSessionsTitle', { name })}
          body={t('endSessionsBody', { name })}
          onConfirm={() => requestJson<void>(`/api/v1/users/${id}/sessions`, { method: 'DELETE' })}
        />
      )}
      <ConfirmButton
        label={t('disable')}
        title={t('disableTitle', { name })}
        body={t('disableBody', { name })}
        onConfirm={() => setDisabled(true)}
      />
    </span>
  )
}
