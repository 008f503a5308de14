'use client'

import { useTranslations } from 'next-intl'
import { requestJson } from '#components/api/request-json.ts'
import { ConfirmButton } from '#components/settings/confirm-button.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Table, Td, Th, Tr } from '#components/ui/table.tsx'
import type { CredentialAddress } from '#lib/credentials/schemas.ts'
import type {
  CredentialListDto,
  CredentialUseDto,
  NeededCredentialDto,
  StoredCredentialDto,
} from '#lib/credentials/types.ts'
import { SetCredentialButton } from './set-credential-button.tsx'
import { toCredentialPath } from './store-credential.ts'

/** What is stored, by what people recognise it, who uses it, and what is still missing. */
export function CredentialTable({ credentials, needed }: CredentialListDto) {
  const t = useTranslations('credentials')
  return (
    <Table caption={t('title')}>
      <thead>
        <tr>
          <Th>{t('account')}</Th>
          <Th>{t('hint')}</Th>
          <Th>{t('set')}</Th>
          <Th>{t('usedBy')}</Th>
          <Th>
            <span className="sr-only">{t('actions')}</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {needed.map((one) => (
          <NeededRow key={`${one.platform}/${one.account}`} needed={one} />
        ))}
        {credentials.map((one) => (
          <StoredRow key={`${one.platform}/${one.account}`} credential={one} />
        ))}
      </tbody>
    </Table>
  )
}

function AccountHead({ platform, account }: CredentialAddress) {
  const t = useTranslations('credentials')
  return (
    <Th scope="row">
      {t(`platforms.${platform}`)}
      <bdi className="block text-xs font-normal text-muted">{account}</bdi>
    </Th>
  )
}

function NeededRow({ needed }: { readonly needed: NeededCredentialDto }) {
  const t = useTranslations('credentials')
  const { platform, account, usedBy } = needed
  const name = `${t(`platforms.${platform}`)}, ${account}`
  return (
    <Tr>
      <AccountHead platform={platform} account={account} />
      <Td colSpan={2}>
        <Badge tone="warn" shape="triangle">
          {t('missing')}
        </Badge>
      </Td>
      <Td>
        <Uses uses={usedBy} />
      </Td>
      <Td className="w-0">
        <SetCredentialButton
          label={t('store')}
          description={t('storeFor', { name })}
          address={{ platform, account }}
        />
      </Td>
    </Tr>
  )
}

function StoredRow({ credential }: { readonly credential: StoredCredentialDto }) {
  const t = useTranslations('credentials')
  const { platform, account, hint, state, keyId, updatedAt, updatedBy, usedBy } = credential
  const address = { platform, account }
  const name = `${t(`platforms.${platform}`)}, ${account}`
  return (
    <Tr>
      <AccountHead {...address} />
      <Td>
        {hint ? (
          <code className="inline-block min-w-32 text-xs break-all">{hint}</code>
        ) : (
          t('ownIdentity')
        )}
        {state !== 'usable' && (
          <span className="mt-1 block text-xs">
            <Badge tone="bad" shape="cross">
              {t(`states.${state}`)}
            </Badge>
            <span className="block max-w-64 text-muted">{t(`stateHints.${state}`, { keyId })}</span>
          </span>
        )}
      </Td>
      <Td>
        <RelativeTime at={updatedAt} />
        <span className="block text-xs text-muted">{t('setBy', { name: updatedBy })}</span>
      </Td>
      <Td>
        <Uses uses={usedBy} />
      </Td>
      <Td className="w-0">
        <span className="flex gap-2">
          <SetCredentialButton
            label={t('replace')}
            description={t('replaceFor', { name })}
            address={address}
          />
          <ConfirmButton
            label={t('delete')}
            title={t('deleteTitle', { name })}
            body={t('deleteBody')}
            act={t('deleteAct')}
            onConfirm={() => requestJson<void>(toCredentialPath(address), { method: 'DELETE' })}
          />
        </span>
      </Td>
    </Tr>
  )
}

function Uses({ uses }: { readonly uses: readonly CredentialUseDto[] }) {
  const t = useTranslations('credentials')
  if (uses.length === 0) return <span className="text-muted">{t('unused')}</span>
  return (
    <ul className="grid gap-0.5">
      {uses.map(({ system, stage, sources }) => (
        <li key={`${system.slug}/${stage.slug}`}>
          <bdi>{system.name}</bdi> · <bdi>{stage.name}</bdi>
          <span className="block text-xs text-muted">{sources.join(', ')}</span>
        </li>
      ))}
    </ul>
  )
}
