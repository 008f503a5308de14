import { useTranslations } from 'next-intl'
import { FailureWords } from '#components/platform/failure-words.tsx'
import { Card } from '#components/ui/card.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { StatusWord } from '#components/ui/status-word.tsx'
import type { SettingSourceView } from '#lib/configuration/schemas.ts'
import { toSourceName } from './setting-matrix.tsx'

/** Who was asked for names of settings, when each last answered, and why one does not. */
export function SourceStates({ sources }: { readonly sources: readonly SettingSourceView[] }) {
  const t = useTranslations('configuration')
  if (sources.length === 0) return null
  return (
    <Card title={t('sources.title')}>
      <ul className="grid gap-3 text-sm">
        {sources.map(({ source, observedAt, failure }) => (
          <li key={source}>
            <span className="flex flex-wrap items-baseline gap-x-3">
              <StatusWord tone={failure ? 'unknown' : 'ok'} shape={failure ? 'question' : 'check'}>
                {toSourceName(source, t)}
              </StatusWord>
              <span className="text-xs text-muted">
                {observedAt ? (
                  <>
                    {t('sources.answered')} <RelativeTime at={observedAt} />
                  </>
                ) : (
                  t('sources.never')
                )}
              </span>
            </span>
            {failure && (
              <div className="mt-0.5">
                <FailureWords {...failure} />
              </div>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
