'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { formatDate } from '#components/ui/format-time.ts'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { StatusWord } from '#components/ui/status-word.tsx'
import { useTimeStyle } from '#components/ui/use-time-style.ts'
import type { ChecklistView, ItemView } from '#lib/checklists/types.ts'
import { ItemActions } from './item-actions.tsx'
import { ItemText } from './item-text.tsx'
import { itemLooks } from './looks.ts'
import { ReasonText } from './reason-text.tsx'

interface ItemRowProps {
  readonly list: ChecklistView
  readonly item: ItemView
}

/** An item with its state, whose word that is, what it rests on, and what can be done with it. */
export function ItemRow({ list, item }: ItemRowProps) {
  const t = useTranslations('checklists')
  return (
    <li className="grid gap-x-4 gap-y-1 border-line py-3 not-last:border-b sm:grid-cols-[8.5rem_1fr_auto]">
      <span className="flex items-start">
        <StatusWord {...itemLooks[item.state]}>{t(`itemState.${item.state}`)}</StatusWord>
      </span>
      <div className="grid min-w-0 gap-1">
        <p className="flex flex-wrap items-baseline gap-x-2 text-sm">
          <ItemText text={item.text} />
          {!item.isBlocking && <Badge>{t('optional')}</Badge>}
        </p>
        <Ground list={list} item={item} />
      </div>
      {list.may.attest && (
        <div data-print="none">
          <ItemActions list={list} item={item} />
        </div>
      )}
    </li>
  )
}

/** What the state rests on: a measurement with its age, a person's word, or the file. */
function Ground({ list, item }: ItemRowProps) {
  const t = useTranslations('checklists')
  const { by, contradicts, notApplicable, attestation } = item
  const { document } = list
  return (
    <div className="grid gap-0.5 text-xs text-muted">
      {notApplicable && <span dir="auto">{t('page.notApplicable', notApplicable)}</span>}
      {item.binding && 'check' in item.binding && <Probed item={item} />}
      {item.binding && 'url' in item.binding && <Evidence url={item.binding.url} />}
      {attestation && by !== 'file' && <Attested item={item} />}
      {by === 'file' && (
        <span>
          {t('by.file', { name: document.updatedBy })} · <RelativeTime at={document.updatedAt} />
        </span>
      )}
      {contradicts && <span className="text-warn">{t(`contradicts.${contradicts}`)}</span>}
    </div>
  )
}

function Probed({ item: { binding, evidence, state } }: { readonly item: ItemView }) {
  const t = useTranslations('checklists')
  if (!binding || !('check' in binding)) return null
  const name = binding.check as Parameters<typeof t.has>[0]
  const parameters = Object.entries(binding.parameters).map(([key, value]) => `${key}=${value}`)
  return (
    <>
      <span className="flex flex-wrap items-baseline gap-x-2">
        <span>{t.has(`check.${name}` as 'title') ? t(`check.${name}` as 'title') : name}</span>
        {parameters.length > 0 && <code className="wrap-anywhere">{parameters.join(' ')}</code>}
        {evidence?.value && <span className="text-ink">{evidence.value}</span>}
        {evidence?.observedAt && (
          <span>
            {t('page.seen')} <RelativeTime at={evidence.observedAt} />
          </span>
        )}
        {evidence?.link && (
          <Link href={evidence.link} className="underline">
            {t('page.show')}
          </Link>
        )}
      </span>
      {state !== 'met' && state !== 'not_applicable' && <ReasonText evidence={evidence} />}
    </>
  )
}

function Attested({ item: { attestation } }: { readonly item: ItemView }) {
  const t = useTranslations('checklists')
  const style = useTimeStyle()
  if (!attestation) return null
  const { by, at, note, evidenceUrl, expiresAt } = attestation
  return (
    <span className="flex flex-wrap items-baseline gap-x-2">
      <span>
        {t('by.person', { name: by })} · <RelativeTime at={at} />
      </span>
      {expiresAt && (
        <span suppressHydrationWarning>
          {t('page.expires', { date: formatDate(Date.parse(expiresAt), Date.parse(at), style) })}
        </span>
      )}
      {note && <span dir="auto">{t('page.note', { note })}</span>}
      {evidenceUrl && <Evidence url={evidenceUrl} />}
    </span>
  )
}

function Evidence({ url }: { readonly url: string }) {
  const t = useTranslations('checklists.page')
  const isWeb = /^https?:\/\//.test(url)
  if (!isWeb) return <span className="wrap-anywhere">{url}</span>
  return (
    <a href={url} target="_blank" rel="noopener noreferrer nofollow" className="underline">
      {t('evidence')}
    </a>
  )
}
