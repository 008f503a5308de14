import { useTranslations } from 'next-intl'
import { Card } from '#components/ui/card.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { SettingChangeView } from '#lib/configuration/schemas.ts'
import { toSourceName } from './setting-matrix.tsx'

interface ChangeListProps {
  readonly changes: readonly SettingChangeView[]
  /** The last deployment that succeeded; null without one. */
  readonly since: string | null
}

/** Settings that came, went or got another value since the last deployment. */
export function ChangeList({ changes, since }: ChangeListProps) {
  const t = useTranslations('configuration')
  return (
    <Card
      title={t('changes.title')}
      aside={
        since && (
          <span className="text-xs text-muted">
            {t('changes.deployed')} <RelativeTime at={since} />
          </span>
        )
      }
    >
      {changes.length === 0 ? (
        <p className="text-sm text-muted">{t('changes.none')}</p>
      ) : (
        <ul className="grid gap-1.5 text-sm">
          {changes.map(({ name, source, component, change, at }) => (
            <li
              key={`${source} ${component} ${name} ${at} ${change}`}
              className="flex flex-wrap items-baseline gap-x-3"
            >
              <span className="font-mono text-xs break-all">{name}</span>
              <span>{t(`change.${change}`)}</span>
              <span className="text-xs text-muted">
                {[toSourceName(source, t), component].filter(Boolean).join(' · ')}
              </span>
              <RelativeTime at={at} className="text-xs text-muted" />
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
