import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { StatusWord } from '#components/ui/status-word.tsx'
import type { AccessEntryDto } from '#lib/credentials/types.ts'
import { AccessChecks } from './access-checks.tsx'
import { toVerdict, verdictLooks } from './access-verdict.ts'
import { CheckAccessButton } from './check-access-button.tsx'

/** One source of a stage: whether the portal gets what it needs there, and which right to add if not. */
export function AccessEntry({ entry }: { readonly entry: AccessEntryDto }) {
  const t = useTranslations('credentials.access')
  const { system, stage, source, kind, account, report } = entry
  const verdict = toVerdict(entry)
  const name = `${system.name} · ${stage.name} · ${source}`
  const count = report?.checks.filter(({ state }) => state === 'denied').length ?? 0
  const target = { system: system.slug, stage: stage.slug, source }
  return (
    <li className="grid grid-cols-1 gap-2 px-4 py-3 not-last:border-b not-last:border-line">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 grow basis-48">
          <p className="font-medium">
            <bdi>{source}</bdi>
          </p>
          <p className="text-xs text-muted">
            {kind} · {t('account', { account })}
          </p>
        </div>
        <p className="text-sm">
          <StatusWord {...verdictLooks[verdict]}>{t(`verdicts.${verdict}`, { count })}</StatusWord>
        </p>
        <CheckAccessButton
          label={t('checkOne')}
          description={t('checkFor', { name })}
          target={target}
        />
      </div>
      <Failure entry={entry} />
      {report && (
        <Report entry={entry} report={report} name={name} isOpen={verdict !== 'granted'} />
      )}
    </li>
  )
}

interface ReportProps {
  readonly entry: AccessEntryDto
  readonly report: NonNullable<AccessEntryDto['report']>
  readonly name: string
  readonly isOpen: boolean
}

function Report({ entry, report, name, isOpen }: ReportProps) {
  const t = useTranslations('credentials.access')
  const { identity, checks, policy } = report
  return (
    <>
      <p className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
        <span>
          {identity
            ? t.rich('as', {
                identity: () => <code className="break-all text-ink">{identity}</code>,
              })
            : t('asUnknown')}
        </span>
        {entry.observedAt && (
          <span>
            {t.rich('observed', { time: () => <RelativeTime at={entry.observedAt ?? ''} /> })}
          </span>
        )}
      </p>
      <Unfold title={t('rights', { count: checks.length })} isOpen={isOpen && checks.length > 0}>
        <AccessChecks name={name} checks={checks} isStale={entry.isStale} />
      </Unfold>
      {policy && (
        <Unfold title={t('policy')}>
          <CodeBlock code={policy.text} title={t('policyTitle', { language: policy.language })} />
        </Unfold>
      )}
    </>
  )
}

function Failure({ entry: { failure, attemptedAt } }: { readonly entry: AccessEntryDto }) {
  const t = useTranslations('credentials.access')
  if (!failure) return null
  const { message, permission, identity, since } = failure
  const at = since ?? attemptedAt
  return (
    <Banner tone="warn" title={t(`failures.${failure.failure}`)}>
      {message && (
        <p dir="auto" className="break-words">
          {message}
        </p>
      )}
      {permission && (
        <p>
          {t.rich('needs', { permission: () => <code className="break-all">{permission}</code> })}
        </p>
      )}
      {identity && (
        <p>{t.rich('as', { identity: () => <code className="break-all">{identity}</code> })}</p>
      )}
      {at && <p>{t.rich('failing', { time: () => <RelativeTime at={at} form="since" /> })}</p>}
    </Banner>
  )
}

interface UnfoldProps {
  readonly title: string
  readonly isOpen?: boolean
  readonly children: ReactNode
}

function Unfold({ title, isOpen = false, children }: UnfoldProps) {
  return (
    <details open={isOpen} className="group">
      <summary className="w-fit cursor-pointer rounded-sm py-1 text-sm text-muted hover:text-ink pointer-coarse:py-3">
        {title}
      </summary>
      <div className="mt-1">{children}</div>
    </details>
  )
}
