'use client'

import { ExternalLink } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { CommitRange, CommitView, PullRequestView } from '#lib/deployments/types.ts'

interface CommitRangeListProps {
  readonly range: CommitRange
}

/** The commits and pull requests between what runs and what is picked. */
export function CommitRangeList({ range }: CommitRangeListProps) {
  const t = useTranslations('deployments.range')
  const { direction, truncated, commitCount: count } = range
  const counted = direction === 'forwards' || direction === 'backwards'
  const key = counted && truncated ? (`${direction}Truncated` as const) : direction
  return (
    <div className="grid gap-2 text-sm">
      <p className="flex flex-wrap items-baseline justify-between gap-2">
        <span>{t(key, { count })}</span>
        {range.url && (
          <a
            href={range.url}
            target="_blank"
            rel="noopener noreferrer nofollow"
            className="inline-flex items-center gap-1 text-xs text-muted underline"
          >
            {t('compare')} <ExternalLink aria-hidden="true" className="size-3" />
          </a>
        )}
      </p>
      {range.pullRequests.length > 0 && <PullRequests items={range.pullRequests} />}
      {range.commits.length > 0 && <Commits items={range.commits} />}
    </div>
  )
}

function PullRequests({ items }: { readonly items: readonly PullRequestView[] }) {
  const t = useTranslations('deployments.range')
  return (
    <section aria-label={t('pullRequests')}>
      <h4 className="text-xs font-medium text-muted">{t('pullRequests')}</h4>
      <ul>
        {items.map((item) => (
          <li key={item.number} className="flex gap-2 py-0.5">
            <OutsideLink url={item.url}>#{item.number}</OutsideLink>
            <span dir="auto" className="min-w-0 grow truncate">
              {item.title}
            </span>
            <span className="text-xs text-muted">{item.author}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Commits({ items }: { readonly items: readonly CommitView[] }) {
  const t = useTranslations('deployments.range')
  return (
    <section aria-label={t('commits')}>
      <h4 className="text-xs font-medium text-muted">{t('commits')}</h4>
      <ul className="max-h-56 overflow-y-auto rounded-md border border-line">
        {items.map((item) => (
          <li
            key={item.sha}
            className="flex items-baseline gap-2 border-line px-2 py-1 not-last:border-b"
          >
            <OutsideLink url={item.url}>
              <code className="text-xs">{item.sha.slice(0, 7)}</code>
            </OutsideLink>
            <span dir="auto" className="min-w-0 grow truncate" title={item.subject}>
              {item.subject}
            </span>
            <span className="shrink-0 text-xs text-muted">
              {item.author}
              {item.committedAt && (
                <>
                  {' · '}
                  <RelativeTime at={item.committedAt} plain />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

interface OutsideLinkProps {
  readonly url: string | null
  readonly children: React.ReactNode
}

/** A link out of the portal, or plain text when there is nowhere safe to go. */
export function OutsideLink({ url, children }: OutsideLinkProps) {
  if (!url || !/^https?:\/\//.test(url)) return <span>{children}</span>
  return (
    <a href={url} target="_blank" rel="noopener noreferrer nofollow" className="underline">
      {children}
    </a>
  )
}
