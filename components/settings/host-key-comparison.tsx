import { useTranslations } from 'next-intl'
import { Banner } from '#components/ui/banner.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import type { OfferedHostKeyDto } from '#lib/hosting/host-keys/schemas.ts'
import { FailureBanner } from './failure-banner.tsx'
import type { FailureReason } from './failure-reason.ts'
import { HostKeyFailure } from './host-key-failure.tsx'

interface HostKeyComparisonProps {
  readonly host: string
  /** Null while it is being read, or when that failed. */
  readonly found: OfferedHostKeyDto | null
  readonly error: Error | null
  readonly typed: string
  readonly onType: (text: string) => void
  /** Why the key was not stored. */
  readonly refusal: FailureReason | null
}

const compareOnHost = 'for key in /etc/ssh/ssh_host_*_key.pub; do ssh-keygen -lf "$key"; done'

/** The key a host shows beside the one it is trusted by, and how to tell that it is really the host's. */
export function HostKeyComparison(props: HostKeyComparisonProps) {
  const { host, found, error, typed, onType, refusal } = props
  const t = useTranslations('settings.hostKeys')
  if (error) return <HostKeyFailure error={error} />
  if (!found) {
    return (
      <p role="status" className="flex items-center gap-2 text-sm text-muted">
        <Spinner /> {t('reading')}
      </p>
    )
  }
  const { offered, pinned } = found
  const verdict = pinned === null ? 'new' : pinned.fingerprint === offered ? 'same' : 'other'
  return (
    <div className="grid grid-cols-1 gap-4 text-sm">
      <Banner tone={tones[verdict]} title={t(`verdicts.${verdict}`)}>
        {t(`verdictHints.${verdict}`)}
      </Banner>
      <dl className="grid grid-cols-1 gap-3 sm:grid-cols-2">
        <Key label={t('pinned')} fingerprint={pinned?.fingerprint ?? t('none')} />
        <Key label={t('offered')} fingerprint={offered} />
      </dl>
      {verdict !== 'same' && (
        <div className="grid grid-cols-1 gap-1">
          <p className="text-muted">{t('compare')}</p>
          <CodeBlock code={compareOnHost} title={host} />
        </div>
      )}
      {verdict === 'other' && (
        <Field label={t('typeHost', { host })} hint={t('typeHostHint')} required>
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              value={typed}
              onChange={(event) => onType(event.target.value)}
            />
          )}
        </Field>
      )}
      <FailureBanner failure={refusal} />
    </div>
  )
}

const tones = { new: 'warn', same: 'ok', other: 'bad' } as const

function Key({ label, fingerprint }: { readonly label: string; readonly fingerprint: string }) {
  return (
    <div>
      <dt className="text-xs text-muted">{label}</dt>
      <dd>
        <code className="text-xs break-all">{fingerprint}</code>
      </dd>
    </div>
  )
}
