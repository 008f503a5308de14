'use client'

import { useTranslations } from 'next-intl'
import { type KeyboardEvent, useState } from 'react'
import { copyText } from '#components/ui/copy-text.ts'
import type { LogEntry } from '#lib/logs/types.ts'
import type { TimeRange } from './time-expression.ts'
import { type ChangeLogState, type LogState, toLineParam } from './use-log-state.ts'
import type { Selection } from './use-selection.ts'

interface LineActionsOptions {
  readonly state: LogState
  readonly range: TimeRange | null
  readonly selection: Selection
  readonly change: ChangeLogState
  readonly onStep: (step: 1 | -1) => void
}

/** What keys and buttons do with the selected lines. */
export function useLineActions({ range, selection, change, onStep }: LineActionsOptions) {
  const t = useTranslations('logs')
  const [remark, setRemark] = useState('')
  const copy = async (text: string) => {
    setRemark('')
    if (await copyText(text)) setRemark(t('copied'))
  }
  const copyLink = () => range && copy(toAbsoluteLink(window.location.href, range, selection.entry))
  const copyLines = () => copy(toMarkdown(selection.entries))
  const keys = new Map<string, () => unknown>([
    ['ArrowDown', () => selection.move(1)],
    ['ArrowUp', () => selection.move(-1)],
    ['Escape', selection.clear],
    ['y', copyLink],
    ['n', () => onStep(1)],
    ['N', () => onStep(-1)],
    ['x', () => selection.entry && change({ ctx: toLineParam(selection.entry) })],
  ])
  const onKey = (event: KeyboardEvent) => {
    const act = keys.get(event.key)
    // Arrows scroll until a line is selected.
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key.startsWith('Arrow') && !selection.entry) return
    event.preventDefault()
    act()
  }
  return { remark, copyLink: () => void copyLink(), copyLines: () => void copyLines(), onKey }
}

/** A link that shows the same tomorrow: both ends absolute, following off. */
export function toAbsoluteLink(
  href: string,
  { fromMs, toMs }: TimeRange,
  entry: LogEntry | null,
): string {
  const url = new URL(href)
  url.searchParams.set('from', new Date(fromMs).toISOString())
  url.searchParams.set(
    'to',
    new Date(Math.max(toMs, entry ? Date.parse(entry.at) + 1 : 0)).toISOString(),
  )
  url.searchParams.delete('follow')
  if (entry) url.searchParams.set('line', toLineParam(entry))
  return url.href
}

/** Lines as a block of Markdown that their own text cannot end. */
export function toMarkdown(entries: readonly LogEntry[]): string {
  const rows = entries.map(({ at, level, component, text }) =>
    [at, level?.toUpperCase(), component, text].filter(Boolean).join(' '),
  )
  const body = rows.join('\n')
  const longest = Math.max(2, ...[...body.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}\n${body}\n${fence}`
}
