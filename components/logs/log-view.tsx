'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useMemo, useState } from 'react'
import type { LogEntry } from '#lib/logs/types.ts'
import { FilterBar } from './filter-bar.tsx'
import { FilterDrawer } from './filter-drawer.tsx'
import { createFinder } from './find-matches.ts'
import { FollowNotes } from './follow-notes.tsx'
import { LineDetails } from './line-details.tsx'
import { ContextDrawer, JobDrawer } from './line-drawer.tsx'
import { bufferLines } from './line-store.ts'
import { LogHistogram } from './log-histogram.tsx'
import { LogList } from './log-list.tsx'
import { LogStates } from './log-states.tsx'
import { SearchBar } from './log-toolbar.tsx'
import type { StageKey } from './queries.ts'
import { RangeFields } from './range-fields.tsx'
import { SearchProgress } from './search-progress.tsx'
import { SourceNotes } from './source-notes.tsx'
import { useLineActions } from './use-line-actions.ts'
import { useLogLines } from './use-log-lines.ts'
import { parseLineParam, toLineParam, useLogState } from './use-log-state.ts'
import { useMatches } from './use-matches.ts'
import { useRange } from './use-range.ts'
import { useSelection } from './use-selection.ts'

interface LogViewProps {
  readonly stage: StageKey
  readonly names: { readonly system: string; readonly stage: string }
  /** Slugs of the system's components. */
  readonly components: readonly string[]
  /** Address of the portal, for what is copied from here. */
  readonly origin: string
  /** Time of the server, so that both sides draw the same. */
  readonly nowMs: number
}

const dayMs = 86_400_000

/** The lines of a stage: searched, followed, counted, linked. Everything but the scroll position is in the address. */
export function LogView({ stage, names, components, origin, nowMs }: LogViewProps) {
  const t = useTranslations('logs')
  const [state, setState] = useLogState()
  const change = (part: Partial<typeof state>) => void setState(part)
  const { range, renew } = useRange(state, nowMs)
  const reading = useLogLines(stage, state, { range, follow: state.follow })
  const { lines, sources, wasTrimmed } = reading.store
  const { q, regex, case: matchCase } = state
  const find = useMemo(() => createFinder({ q, regex, case: matchCase }), [q, regex, matchCase])
  const matches = useMatches(lines, find)
  const selection = useSelection(lines, state, change)
  const [job, setJob] = useState<string | null>(null)
  const actions = useLineActions({ state, range, selection, change, onStep: matches.step })
  const target = useLinkedTarget(lines, state.line)
  const context = parseLineParam(
    state.ctx ?? (target === 'missing' && !reading.isLoading ? state.line : null),
  )
  const seen = useMemo(() => findComponents(lines, components), [lines, components])
  const rangeFields = <RangeFields state={state} onChange={change} isInvalid={range === null} />
  const filterBar = (
    <FilterBar
      {...{ stage, state, range }}
      onChange={change}
      components={seen}
      stream={reading.stream}
    />
  )
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3">
      <div className="flex flex-wrap items-start gap-2">
        <SearchBar
          state={state}
          onChange={change}
          matches={matches.place}
          isPatternInvalid={state.regex && state.q !== '' && find === null}
          onStep={matches.step}
        />
        <div className="hidden sm:block">{rangeFields}</div>
      </div>
      <div className="hidden sm:block">{filterBar}</div>
      <FilterDrawer state={state}>
        {rangeFields}
        {filterBar}
      </FilterDrawer>
      {range && (
        <LogHistogram
          {...{ stage, range, lines }}
          question={state}
          onZoom={({ fromMs, toMs }) =>
            change({
              from: new Date(fromMs).toISOString(),
              to: new Date(toMs).toISOString(),
              follow: false,
            })
          }
        />
      )}
      {reading.progress && (reading.isLoading || reading.isLoadingOlder) && (
        <SearchProgress sources={reading.progress} onCancel={reading.cancel} />
      )}
      <SourceNotes sources={sources} />
      <FollowNotes sources={reading.followed} />
      {wasTrimmed && <p className="text-xs text-muted">{t('trimmed', { limit: bufferLines })}</p>}
      {lines.length > 0 && range ? (
        <LogList
          store={reading.store}
          find={find}
          wrap={state.wrap}
          withDate={range.toMs - range.fromMs > dayMs}
          selected={selection.ids}
          target={matches.target ?? (target === 'missing' ? null : target)}
          isLoadingOlder={reading.isLoadingOlder}
          onLoadOlder={reading.loadOlder}
          onSelect={selection.select}
          onKey={actions.onKey}
        />
      ) : (
        <LogStates
          {...{ stage, names, origin, reading, state, range, components }}
          onChange={change}
          onRetry={() => {
            renew()
            reading.reload()
          }}
        />
      )}
      <p role="status" className="sr-only">
        {actions.remark}
      </p>
      {selection.entry && (
        <LineDetails
          entry={selection.entry}
          count={selection.entries.length}
          find={find}
          onClose={selection.clear}
          onContext={() => selection.entry && change({ ctx: toLineParam(selection.entry) })}
          onCopyLink={actions.copyLink}
          onCopyLines={actions.copyLines}
          onJob={setJob}
          onComponent={(component) => change({ component: [component] })}
          onFilter={(text, isOut) =>
            change(isOut ? { not: text } : { q: text, regex: false, mark: false })
          }
        />
      )}
      {context && (
        <ContextDrawer
          stage={stage}
          line={context}
          find={find}
          onClose={() => change(state.ctx ? { ctx: null } : { line: null })}
        />
      )}
      {job && <JobDrawer stage={stage} job={job} onClose={() => setJob(null)} />}
    </div>
  )
}

/** Where the line of a link is; `missing` when it is not among the lines that were read first. */
function useLinkedTarget(lines: readonly LogEntry[], line: string | null) {
  // Only the address a page was opened with moves the list; what is selected in it is in sight already.
  const [linked] = useState(() => parseLineParam(line))
  const [place, setPlace] = useState<{ readonly index: number } | null>(null)
  useEffect(() => {
    if (!linked || place || lines.length === 0) return
    setPlace({ index: lines.findIndex(({ id }) => id === linked.id) })
  }, [linked, place, lines])
  if (!place || place.index >= 0) return place
  return parseLineParam(line)?.id === linked?.id ? ('missing' as const) : null
}

function findComponents(lines: readonly LogEntry[], known: readonly string[]): readonly string[] {
  const found = new Set(known)
  for (const { component } of lines) if (component) found.add(component)
  return [...found].toSorted()
}
