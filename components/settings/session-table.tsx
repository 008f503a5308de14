'use client'

import { useTranslations } from 'next-intl'
import { requestJson } from '#components/api/request-json.ts'
import { Badge } from '#components/ui/badge.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Table, Td, Th, Tr } from '#components/ui/table.tsx'
import type { SessionDto } from '#lib/auth/dtos.ts'
import { toBrowserName } from './browser-name.ts'
import { ConfirmButton } from './confirm-button.tsx'

/** Where a person is signed in, with a way to end what they do not recognise. */
export function SessionTable({ sessions }: { readonly sessions: readonly SessionDto[] }) {
  const t = useTranslations('settings.profile')
  return (
    <Table caption={t('sessions')}>
      <thead>
        <tr>
          <Th>{t('browser')}</Th>
          <Th>{t('signedIn')}</Th>
          <Th>{t('expires')}</Th>
          <Th>
            <span className="sr-only">{t('end')}</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </tbody>
    </Table>
  )
}

function SessionRow({ session }: { readonly session: SessionDto }) {
  const t = useTranslations('settings.profile')
  const browser = toBrowserName(session.userAgent) ?? t('unknownBrowser')
  const end = () => requestJson<void>(`/api/v1/me/sessions/${session.id}`, { method: 'DELETE' })
  return (
    <Tr>
      <Th scope="row">
        <span title={session.userAgent ?? undefined}>{browser}</span>{' '}
        {session.isCurrent && <Badge>{t('current')}</Badge>}
      </Th>
      <Td>
        <RelativeTime at={session.createdAt} />
      </Td>
      <Td>
        <RelativeTime at={session.expiresAt} />
      </Td>
      <Td className="w-0">
        <ConfirmButton
          label={t('end')}
          title={t('endTitle')}
          body={t('endBody', { browser })}
          act={t('endAct')}
          onConfirm={end}
        />
      </Td>
    </Tr>
  )
}
