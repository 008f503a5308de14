import { useTranslations } from 'next-intl'

interface FailureWordsProps {
  /** Why something could not be asked or done, as it is stored. */
  readonly code: string
  /** In the words of whoever failed; quoted as they are. */
  readonly message: string | null
  /** What the platform calls the right that is missing. */
  readonly permission?: string | null
}

/** A failure in the reader's language, what is missing, and behind it the words it came with. */
export function FailureWords({ code, message, permission = null }: FailureWordsProps) {
  const t = useTranslations('platform')
  // Safe because the key is asked for before it is used.
  const key = `failure.${code}` as 'failure.denied'
  return (
    <div className="text-xs text-muted">
      <p>{t(t.has(key) ? key : 'failureUnknown')}</p>
      {permission && (
        <p>
          {t('permission')} <code className="break-all">{permission}</code>
        </p>
      )}
      {message && (
        <p className="break-words">
          {t('wording')}{' '}
          <q dir="auto" lang="en">
            {message}
          </q>
        </p>
      )}
    </div>
  )
}
