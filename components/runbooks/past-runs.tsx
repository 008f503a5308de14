import { useTranslations } from 'next-intl'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { RunView } from '#lib/runbooks/types.ts'

/** Runs that ended lately, with what came of them. */
export function PastRuns({ runs }: { readonly runs: readonly RunView[] }) {
  const t = useTranslations('runbooks')
  if (runs.length === 0) return null
  return (
    <section className="grid gap-1 text-xs text-muted">
      <h3 className="font-medium">{t('past')}</h3>
      <ul className="grid gap-1">
        {runs.map(({ id, title, startedBy, finishedAt, outcome }) => (
          <li key={id} className="flex flex-wrap gap-x-2">
            <span dir="auto">{title}</span>
            <span>{startedBy}</span>
            {finishedAt && <RelativeTime at={finishedAt} plain />}
            <span dir="auto" className="text-ink">
              {outcome}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
