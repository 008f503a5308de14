import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { StatusWord } from '#components/ui/status-word.tsx'
import type { AccessEntryDto, AccessReportDto } from '#lib/credentials/types.ts'
import { AccessChecks } from './access-checks.tsx'
import { toVerdict, verdictLooks } from './access-verdict.ts'
import { CheckAccessButton } from './check-access-button.tsx'

/** One source of a stage: whether the portal gets what it needs there, and which right to add if not. */
export function AccessEntry({ entry }: { readonly entry: AccessEntryDto }) {
  const t = useTranslations('credentials.access')
  const { system, stage, source, kind, account, report, observedAt } = entry
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
            {observedAt && (
              <> · {t.rich('observed', { time: () => <RelativeTime at={observedAt} /> })}</>
            )}
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
        <Unfold title={t('rights', { count: report.checks.length })} isOpen={verdict === 'denied'}>
          <Report report={report} name={name} isStale={entry.isStale} />
        </Unfold>
      )}
    </li>
  )
}

interface ReportProps {
  readonly report: AccessReportDto
  readonly name: string
  readonly isStale: boolean
}

function Report({ report: { identity, checks, policy }, name, isStale }: ReportProps) {
  const t = useTranslations('credentials.access')
  return (
    <div className="grid grid-cols-1 gap-2">
      <p className="text-xs text-muted">
        {identity
          ? t.rich('as', { identity: () => <code className="break-all text-ink">{identity}</code> })
          : t('asUnknown')}
      </p>
      {checks.length > 0 && <AccessChecks name={name} checks={checks} isStale={isStale} />}
      {policy && (
        <Unfold title={t('policy')}>
          <CodeBlock code={policy.text} title={t('policyTitle', { language: policy.language })} />
        </Unfold>
      )}
    </div>
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
  /** Before anybody presses it; default closed. */
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
