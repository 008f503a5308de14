import { useTranslations } from 'next-intl'
import { StatusIcon } from '#components/ui/status-icon.tsx'
import type { RestoreCheck } from '#lib/backups/types.ts'

/** What was looked at after a restore, and what was found. */
export function RestoreChecks({ checks }: { readonly checks: readonly RestoreCheck[] }) {
  const t = useTranslations('backups.tests')
  if (checks.length === 0) return null
  return (
    <ul className="grid gap-0.5 text-xs">
      {checks.map((check) => (
        <li key={check.name} className="flex flex-wrap items-baseline gap-x-2">
          <StatusIcon
            shape={check.passed ? 'check' : 'cross'}
            tone={check.passed ? 'ok' : 'bad'}
            className="self-center"
          />
          <span>{toName(check.name, t)}</span>
          <span className="sr-only">{t(check.passed ? 'passed' : 'notPassed')}</span>
          {check.found !== null && (
            <span dir="auto" className="text-muted">
              {check.expected === null || check.passed
                ? check.found
                : t('foundInstead', { found: check.found, expected: check.expected })}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

const known = ['size', 'unpacked', 'integrity', 'restored'] as const

/** Checks of the worker have words of their own; those of people are in their words. */
function toName(name: string, t: ReturnType<typeof useTranslations<'backups.tests'>>): string {
  if (name.startsWith('rows:')) return t('check.rows', { table: name.slice('rows:'.length) })
  const word = known.find((candidate) => candidate === name)
  return word ? t(`check.${word}`) : name
}
