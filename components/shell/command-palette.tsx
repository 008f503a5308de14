'use client'

import { useQuery } from '@tanstack/react-query'
import { Command } from 'cmdk'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useLayoutEffect, useRef, useState } from 'react'
import { boardQuery } from '#components/board/queries.ts'
import type { Board } from '#lib/board/types.ts'
import { pages } from './navigation.ts'
import { useOfferedActions } from './page-actions.ts'
import {
  findMatches,
  type PaletteTarget,
  toStageTargets,
  toSystemTargets,
} from './palette-entries.ts'
import { QueryProvider } from './query-provider.tsx'
import { useDecisionTargets } from './use-decision-targets.ts'

interface CommandPaletteProps {
  readonly onClose: () => void
}

const shownPerGroup = 8

/** Find a system, stage or page and go there, or act on what is on screen. */
export function CommandPalette(props: CommandPaletteProps) {
  return (
    <QueryProvider>
      <Palette {...props} />
    </QueryProvider>
  )
}

function Palette({ onClose }: CommandPaletteProps) {
  const t = useTranslations('shell')
  const router = useRouter()
  const ref = useRef<HTMLDialogElement>(null)
  const [query, setQuery] = useState('')
  const { data: board, isError } = useQuery(boardQuery())
  const groups = useGroups(query, board)
  const decisions = useDecisionTargets(query)
  useLayoutEffect(() => {
    const { current: dialog } = ref
    dialog?.showModal()
    // The dialog would choose the list around it, which can hold the focus too.
    dialog?.querySelector('input')?.focus()
    return () => dialog?.close()
  }, [])
  const go = (act: () => void) => {
    // Closed first, so that the focus is back on the page before a dialog of the action takes it.
    onClose()
    act()
  }
  const hiddenCount = groups.systems.hiddenCount + groups.stages.hiddenCount
  const open = ({ href }: PaletteTarget) => go(() => router.push(href))
  return (
    <dialog
      ref={ref}
      aria-label={t('palette.title')}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      className="mx-auto mt-[12vh] mb-auto w-[calc(100vw-1.5rem)] max-w-xl overflow-hidden rounded-xl bg-raised p-0 text-ink shadow-float backdrop:bg-(--backdrop)"
    >
      <Command label={t('palette.title')} shouldFilter={false} loop>
        <Command.Input
          value={query}
          onValueChange={setQuery}
          placeholder={t('palette.placeholder')}
          className="h-12 w-full border-b border-line bg-transparent px-4 text-base outline-none placeholder:text-muted"
        />
        <Command.List className="max-h-[50vh] overflow-y-auto p-1 text-sm">
          <Command.Empty className="px-3 py-6 text-center text-muted">
            {t('palette.empty', { query })}
          </Command.Empty>
          <Group
            heading={t('palette.here')}
            entries={groups.actions}
            onSelect={({ onSelect }) => go(onSelect)}
          />
          <Group heading={t('palette.pages')} entries={groups.pages} onSelect={open} />
          <Group heading={t('palette.systems')} entries={groups.systems.shown} onSelect={open} />
          <Group heading={t('palette.stages')} entries={groups.stages.shown} onSelect={open} />
          <Group heading={t('palette.decisions')} entries={decisions} onSelect={open} />
        </Command.List>
        {(hiddenCount > 0 || isError) && (
          <p className="border-t border-line px-4 py-2 text-xs text-muted">
            {isError ? t('palette.failed') : t('palette.more', { count: hiddenCount })}
          </p>
        )}
      </Command>
    </dialog>
  )
}

function useGroups(query: string, board: Board | undefined) {
  const t = useTranslations('shell')
  const offered = useOfferedActions().map((action) => ({
    ...action,
    hint: '',
    haystack: `${action.label} ${action.keywords ?? ''}`.toLowerCase(),
  }))
  const pageTargets = pages.map(({ name, href, key }) => ({
    id: `page ${name}`,
    label: t(`nav.${name}`),
    hint: `g ${key}`,
    href,
    haystack: `${t(`nav.${name}`)} ${t(`keywords.${name}`)}`.toLowerCase(),
  }))
  return {
    actions: findMatches(offered, query, shownPerGroup).shown,
    pages: findMatches(pageTargets, query, shownPerGroup).shown,
    systems: findMatches(toSystemTargets(board), query, shownPerGroup),
    // All stages of all systems are too many to be of use before something is typed.
    stages: findMatches(query ? toStageTargets(board) : [], query, shownPerGroup),
  }
}

interface GroupProps<T> {
  readonly heading: string
  readonly entries: readonly T[]
  readonly onSelect: (entry: T) => void
}

function Group<T extends { readonly id: string; readonly label: string; readonly hint: string }>({
  heading,
  entries,
  onSelect,
}: GroupProps<T>) {
  if (entries.length === 0) return null
  return (
    <Command.Group
      heading={heading}
      className="**:[[cmdk-group-heading]]:px-3 **:[[cmdk-group-heading]]:pt-2 **:[[cmdk-group-heading]]:pb-1 **:[[cmdk-group-heading]]:text-xs **:[[cmdk-group-heading]]:text-muted"
    >
      {entries.map((entry) => (
        <Command.Item
          key={entry.id}
          value={entry.id}
          onSelect={() => onSelect(entry)}
          className="flex min-h-9 items-center gap-3 rounded-md px-3 data-[selected=true]:bg-hover pointer-coarse:min-h-11"
        >
          <span className="min-w-0 grow truncate">{entry.label}</span>
          <span className="shrink-0 text-xs text-muted">{entry.hint}</span>
        </Command.Item>
      ))}
    </Command.Group>
  )
}
