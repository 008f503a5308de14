'use client'

import { useTranslations } from 'next-intl'
import { ApiError } from '#components/api/request-json.ts'
import { Button } from '#components/ui/button.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { formatMoment } from '#components/ui/format-time.ts'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { useTimeStyle } from '#components/ui/use-time-style.ts'
import { toPushSnippets } from './push-snippets.ts'
import type { StageKey } from './queries.ts'
import type { TimeRange } from './time-expression.ts'
import type { LogLines } from './use-log-lines.ts'
import { type ChangeLogState, defaultFrom, defaultTo, type LogState } from './use-log-state.ts'

interface LogStatesProps {
  readonly stage: StageKey
  readonly names: { readonly system: string; readonly stage: string }
  readonly components: readonly string[]
  readonly origin: string
  readonly reading: LogLines
  readonly state: LogState
  readonly range: TimeRange | null
  readonly onChange: ChangeLogState
  readonly onRetry: () => void
}

/** What stands in the place of lines when there are none: why, and what to do next. */
export function LogStates(props: LogStatesProps) {
  const { reading, state, range, onChange, onRetry } = props
  const t = useTranslations('logs.empty')
  const style = useTimeStyle()
  const { store, error, isLoading } = reading
  if (error) {
    const requestId = error instanceof ApiError ? (error.requestId ?? undefined) : undefined
    return (
      <ErrorState title={t('failed')} requestId={requestId} onRetry={onRetry}>
        {error.message}
      </ErrorState>
    )
  }
  if (isLoading || !range) return <Skeleton className="h-72" />
  if (reading.wasCancelled) {
    return (
      <EmptyState title={t('cancelled')} action={<Button onClick={onRetry}>{t('again')}</Button>} />
    )
  }
  if (store.olderCursor) return <SearchedTo reading={reading} />
  if (isFiltered(state)) {
    const reset = () => onChange({ q: '', not: '', level: null, component: null })
    return (
      <EmptyState title={t('filtered')} action={<Button onClick={reset}>{t('reset')}</Button>} />
    )
  }
  if (state.from !== defaultFrom || state.to !== defaultTo) {
    const moment = (ms: number) => formatMoment(ms, style)
    const wider = () => onChange({ from: 'now-24h', to: 'now' })
    return (
      <EmptyState
        title={t('quiet', { from: moment(range.fromMs), to: moment(range.toMs) })}
        action={<Button onClick={wider}>{t('wider')}</Button>}
      />
    )
  }
  return <NothingYet {...props} />
}

const isFiltered = ({ q, not, mark, level, component }: LogState): boolean =>
  (q !== '' && !mark) || not !== '' || level !== null || component !== null

/** The search was bounded before the range was: it goes on where it ended. */
function SearchedTo({ reading }: { readonly reading: LogLines }) {
  const t = useTranslations('logs')
  const style = useTimeStyle()
  const atMs = Number(reading.store.olderCursor?.split('.')[0] ?? 0)
  const action = (
    <Button pending={reading.isLoadingOlder} onClick={reading.loadOlder}>
      {t('searchOn')}
    </Button>
  )
  return <EmptyState title={t('searchedTo', { at: formatMoment(atMs, style) })} action={action} />
}

function NothingYet({ stage, names, components, origin, onChange }: LogStatesProps) {
  const t = useTranslations('logs.empty')
  const [component = stage.system] = components
  const { curl } = toPushSnippets({ ...stage, origin, component, token: 'leit_log_…' })
  const wider = () => onChange({ from: 'now-24h', to: 'now' })
  return (
    <EmptyState
      title={t('title', { stage: `${names.system} → ${names.stage}` })}
      action={<Button onClick={wider}>{t('wider')}</Button>}
    >
      <p className="mb-3">
        {t('body')} {t('noToken', { system: names.system })}
      </p>
      <CodeBlock title="curl" code={curl} />
    </EmptyState>
  )
}
