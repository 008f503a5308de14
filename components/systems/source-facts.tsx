import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { System } from '#lib/catalog/schemas.ts'

interface SourceFactsProps {
  readonly source: System['source']
}

export function SourceFacts({ source }: SourceFactsProps) {
  const t = useTranslations('systems.source')
  const { kind, location, file, commitSha, commitUrl, readAt, succeededAt } = source
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
      <Fact name={t('location')}>
        {t(`kind.${toKind(kind)}`)} <code className="break-all">{location}</code>
      </Fact>
      <Fact name={t('file')}>
        <code className="break-all">{file}</code>
      </Fact>
      <Fact name={t('commit')}>
        {commitSha === null ? (
          t('noCommit')
        ) : (
          <span className="inline-flex items-center gap-1">
            {commitUrl === null ? (
              <code>{commitSha.slice(0, 7)}</code>
            ) : (
              <a className="underline" href={commitUrl} rel="noopener noreferrer nofollow">
                <code>{commitSha.slice(0, 7)}</code>
              </a>
            )}
            <CopyButton text={commitSha} />
          </span>
        )}
      </Fact>
      <Fact name={t('readAt')}>{toTime(readAt) ?? t('never')}</Fact>
      <Fact name={t('succeededAt')}>{toTime(succeededAt) ?? t('never')}</Fact>
    </dl>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  )
}

const toTime = (at: string | null) => at && <RelativeTime at={at} />

const KINDS = ['folder', 'github', 'github-org', 'github-org-repository'] as const

/** What kind of place a source is; rows hold these words only. */
export function toKind(kind: string): (typeof KINDS)[number] {
  return KINDS.find((known) => known === kind) ?? 'folder'
}
