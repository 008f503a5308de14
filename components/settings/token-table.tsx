'use client'

import { useTranslations } from 'next-intl'
import { requestJson } from '#components/api/request-json.ts'
import { Badge } from '#components/ui/badge.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Table, Td, Th, Tr } from '#components/ui/table.tsx'
import type { ApiTokenDto } from '#lib/auth/to-api-token-dto.ts'
import { ConfirmButton } from './confirm-button.tsx'
import { ScopeText } from './scope-text.tsx'

const looks = {
  active: { tone: 'ok', shape: 'check' },
  expired: { tone: 'unknown', shape: 'clock' },
  revoked: { tone: 'bad', shape: 'cross' },
} as const

/** All tokens, with who made them, when they were last used, and a way to revoke them. */
export function TokenTable({ tokens }: { readonly tokens: readonly ApiTokenDto[] }) {
  const t = useTranslations('settings.tokens')
  return (
    <Table caption={t('title')}>
      <thead>
        <tr>
          <Th>{t('name')}</Th>
          <Th>{t('role')}</Th>
          <Th>{t('stateLabel')}</Th>
          <Th>{t('lastUsed')}</Th>
          <Th>{t('expires')}</Th>
          <Th>{t('created')}</Th>
          <Th>
            <span className="sr-only">{t('revoke')}</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {tokens.map((token) => (
          <TokenRow key={token.id} token={token} />
        ))}
      </tbody>
    </Table>
  )
}

function TokenRow({ token }: { readonly token: ApiTokenDto }) {
  const t = useTranslations('settings.tokens')
  const roleName = useTranslations('shell.role')
  const { name, state, expiresAt, lastUsedAt } = token
  return (
    <Tr>
      <Th scope="row">
        <bdi>{name}</bdi>
        <code className="block text-xs font-normal text-muted">{token.prefix}…</code>
      </Th>
      <Td>
        {roleName(token.role)}
        <span className="block text-xs text-muted">
          <ScopeText scope={token.scope} />
        </span>
      </Td>
      <Td>
        <Badge {...looks[state]}>{t(`state.${state}`)}</Badge>
      </Td>
      <Td>{lastUsedAt ? <RelativeTime at={lastUsedAt} /> : t('neverUsed')}</Td>
      <Td>{expiresAt ? <RelativeTime at={expiresAt} /> : t('expiresNever')}</Td>
      <Td>
        <RelativeTime at={token.createdAt} />
        <span className="block text-xs text-muted">
          {t('createdBy', { name: token.createdBy })}
        </span>
      </Td>
      <Td className="w-0">{state === 'active' && <RevokeButton token={token} />}</Td>
    </Tr>
  )
}

function RevokeButton({ token: { id, name } }: { readonly token: ApiTokenDto }) {
  const t = useTranslations('settings.tokens')
  return (
    <ConfirmButton
      label={t('revoke')}
      title={t('revokeTitle', { name })}
      body={t('revokeBody')}
      act={t('revokeAct')}
      onConfirm={() => requestJson<void>(`/api/v1/tokens/${id}`, { method: 'DELETE' })}
    />
  )
}
