import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Card } from '#components/ui/card.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { DecisionDetail } from '#lib/decisions/types.ts'
import { decisionHref, decisionPath } from '../queries.ts'
import { HomeButton } from './home-dialog.tsx'

/** Where the record lives, its versions, and its text. */
export function RecordLinks({ record }: { readonly record: DecisionDetail }) {
  const t = useTranslations('decisions.home')
  const { id, home, repository, path, version, updatedBy, updatedAt, readAt } = record
  const href = decisionHref(id)
  return (
    <Card title={t('title')} className="print:hidden">
      <div className="grid gap-2 text-sm">
        {home === 'repository' ? (
          <p className="break-words">
            {t('repository')}{' '}
            <code className="text-xs">
              {repository}/{path}
            </code>
            {readAt && (
              <span className="block text-xs text-muted">
                {t.rich('readAt', { time: () => <RelativeTime at={readAt} /> })}
              </span>
            )}
          </p>
        ) : (
          <p>{t('portal')}</p>
        )}
        <p className="text-xs text-muted">
          {t.rich('changed', {
            version,
            author: updatedBy,
            time: () => <RelativeTime at={updatedAt} />,
          })}
        </p>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <Link href={`${href}/versions`} className="underline">
            {t('versions')}
          </Link>
          <a href={`${decisionPath(id)}.md`} className="underline">
            {t('markdown')}
          </a>
          {record.allowed.write && <HomeButton record={record} />}
        </div>
      </div>
    </Card>
  )
}
