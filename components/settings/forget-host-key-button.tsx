'use client'

import { useTranslations } from 'next-intl'
import { requestJson } from '#components/api/request-json.ts'
import type { HostDto } from '#lib/hosting/host-keys/schemas.ts'
import { ConfirmButton } from './confirm-button.tsx'
import { toPlace } from './to-place.ts'

export function ForgetHostKeyButton({ host: target }: { readonly host: HostDto }) {
  const t = useTranslations('settings.hostKeys')
  const { host, port, usedBy } = target
  return (
    <ConfirmButton
      label={t('forget')}
      title={t('forgetTitle', { host: toPlace(target) })}
      body={t('forgetBody', { count: usedBy.length })}
      act={t('forgetAct')}
      onConfirm={() =>
        requestJson<void>('/api/v1/host-keys', { method: 'DELETE', body: { host, port } })
      }
    />
  )
}
