import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Table, Td, Th, Tr } from '#components/ui/table.tsx'
import type { HostDto } from '#lib/hosting/host-keys/schemas.ts'
import { ForgetHostKeyButton } from './forget-host-key-button.tsx'
import { HostKeyButton } from './host-key-button.tsx'
import { toPlace } from './to-place.ts'

/** By host: the key it is trusted by, since when and by whom; hosts that wait for somebody come first. */
export function HostKeyList({ hosts }: { readonly hosts: readonly HostDto[] }) {
  const t = useTranslations('settings.hostKeys')
  return (
    <section aria-labelledby="host-keys" className="grid grid-cols-1 gap-3">
      <h2 id="host-keys" className="text-lg font-semibold">
        {t('title')}
      </h2>
      <p className="max-w-prose text-sm text-muted">{t('intro')}</p>
      {hosts.length === 0 ? (
        <EmptyState title={t('empty')}>
          {t.rich('emptyHint', { code: (chunks) => <code>{chunks}</code> })}
        </EmptyState>
      ) : (
        <HostTable hosts={hosts} />
      )}
    </section>
  )
}

function HostTable({ hosts }: { readonly hosts: readonly HostDto[] }) {
  const t = useTranslations('settings.hostKeys')
  return (
    <Table caption={t('title')}>
      <thead>
        <tr>
          <Th>{t('host')}</Th>
          <Th>{t('fingerprint')}</Th>
          <Th>{t('trusted')}</Th>
          <Th>{t('usedBy')}</Th>
          <Th>
            <span className="sr-only">{t('actions')}</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {hosts.map((host) => (
          <HostRow key={toPlace(host)} host={host} />
        ))}
      </tbody>
    </Table>
  )
}

function HostRow({ host }: { readonly host: HostDto }) {
  const { pinned, usedBy } = host
  const t = useTranslations('settings.hostKeys')
  return (
    <Tr>
      <Th scope="row">
        <bdi className="inline-block min-w-36 break-all">{toPlace(host)}</bdi>
      </Th>
      <Td>
        <Fingerprint host={host} />
      </Td>
      <Td>
        {pinned && (
          <>
            <RelativeTime at={pinned.pinnedAt} />
            <span className="block text-xs text-muted">{t('by', { name: pinned.pinnedBy })}</span>
          </>
        )}
      </Td>
      <Td>
        {usedBy.length === 0 && <span className="text-muted">{t('unused')}</span>}
        <ul>
          {usedBy.map(({ system, stage }) => (
            <li key={`${system.slug}/${stage.slug}`}>
              <bdi>{system.name}</bdi> · <bdi>{stage.name}</bdi>
            </li>
          ))}
        </ul>
      </Td>
      <Td className="w-0">
        <span className="flex gap-2">
          <HostKeyButton host={host} />
          {pinned && <ForgetHostKeyButton host={host} />}
        </span>
      </Td>
    </Tr>
  )
}

function Fingerprint({ host: { pinned, refusedSince } }: { readonly host: HostDto }) {
  const t = useTranslations('settings.hostKeys')
  if (!pinned) {
    return (
      <Badge tone="warn" shape="triangle">
        {t('untrusted')}
      </Badge>
    )
  }
  return (
    <>
      <code className="inline-block min-w-40 text-xs break-all">{pinned.fingerprint}</code>
      {refusedSince && (
        <span className="mt-1 block text-xs">
          <Badge tone="bad" shape="cross">
            {t('changed')}
          </Badge>
          <span className="block text-muted">
            {t.rich('changedSince', {
              time: () => <RelativeTime at={refusedSince} form="since" />,
            })}
          </span>
        </span>
      )}
    </>
  )
}
