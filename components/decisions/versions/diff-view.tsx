import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { keyboardStop } from '#components/ui/keyboard-stop.ts'
import type { DecisionDiff } from '#lib/decisions/types.ts'
import { type DiffSide, toRows } from './diff-rows.ts'

type Hunks = NonNullable<DecisionDiff['hunks']>

const signs = { same: ' ', added: '+', removed: '−' } as const
const looks = { same: '', added: 'bg-ok/12', removed: 'bg-bad/12' } as const

/** Side by side where there is room, below each other on a phone; signs tell it without colour. */
export function DiffView({ hunks }: { readonly hunks: Hunks }) {
  const t = useTranslations('decisions.versions')
  return (
    <section aria-label={t('diff')} {...keyboardStop} className="overflow-x-auto text-xs">
      {hunks.map((hunk) => (
        <div key={`${hunk.fromLine} ${hunk.toLine}`} className="border-line not-last:border-b">
          <div className="max-md:hidden">
            {toRows(hunk).map(({ left, right }) => (
              <div
                key={`${left?.line ?? ''} ${right?.line ?? ''}`}
                className="grid grid-cols-2 divide-x divide-line"
              >
                <Line side={left} />
                <Line side={right} />
              </div>
            ))}
          </div>
          <div className="md:hidden">
            {toRows(hunk)
              .flatMap(({ left, right }) =>
                left?.kind === 'same' ? [left] : [left, right].filter((side) => side !== null),
              )
              .map((side) => (
                <Line key={`${side.kind} ${side.line}`} side={side} />
              ))}
          </div>
        </div>
      ))}
    </section>
  )
}

function Line({ side }: { readonly side: DiffSide | null }) {
  const t = useTranslations('decisions.versions.line')
  if (!side) return <span className="bg-sunken" />
  return (
    <code className={clsx('flex min-w-0 gap-2 px-2 py-px', looks[side.kind])}>
      <span className="tabular w-8 shrink-0 text-right text-muted">{side.line}</span>
      <span aria-hidden="true" className="shrink-0">
        {signs[side.kind]}
      </span>
      {side.kind !== 'same' && <span className="sr-only">{t(side.kind)}</span>}
      <span className="min-w-0 break-words whitespace-pre-wrap">
        {side.text.replace(/\n$/, '')}
      </span>
    </code>
  )
}
