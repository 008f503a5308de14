import { useTranslations } from 'next-intl'
import { CopyButton } from '#components/ui/copy-button.tsx'
import type { AuditEntryDto } from '#lib/audit/schemas.ts'
import { type KeyDifference, toKeyDiff } from './key-diff.ts'

const signs = { added: '+', removed: '−', changed: '~' } as const

/** Before and after of an entry, key by key, folded away until somebody wants to know. */
export function EntryChanges({ entry }: { readonly entry: AuditEntryDto }) {
  const t = useTranslations('activity')
  const differences = toKeyDiff(entry.before, entry.after)
  return (
    <details>
      <summary className="cursor-pointer whitespace-nowrap text-muted">
        {differences.length > 0 ? t('changeCount', { count: differences.length }) : t('noChanges')}
      </summary>
      <dl className="mt-1 grid gap-1 text-xs">
        {differences.map((difference) => (
          <Difference key={difference.path} difference={difference} />
        ))}
      </dl>
      <p className="mt-1 flex items-center gap-1 text-xs text-muted">
        {t('requestId')} <code className="break-all">{entry.requestId}</code>
        <CopyButton text={entry.requestId} />
      </p>
    </details>
  )
}

function Difference({ difference }: { readonly difference: KeyDifference }) {
  const t = useTranslations('activity')
  const { path, kind, before, after } = difference
  return (
    <div className="grid grid-cols-[1ch_auto] gap-x-2">
      <span title={t(kind)} aria-hidden="true">
        {signs[kind]}
      </span>
      <div className="min-w-0">
        <dt className="font-medium">
          {path} <span className="sr-only">({t(kind)})</span>
        </dt>
        <dd className="break-words">
          {before !== null && (
            <del className="text-muted" title={t('before')}>
              <bdi>{before}</bdi>
            </del>
          )}
          {kind === 'changed' && ' → '}
          {after !== null && (
            <ins className="no-underline" title={t('after')}>
              <bdi>{after}</bdi>
            </ins>
          )}
        </dd>
      </div>
    </div>
  )
}
