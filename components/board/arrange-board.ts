import {
  ageHealth,
  countStages,
  hasFailedAttempt,
  hasMark,
  healthWords,
} from '#lib/board/policy.ts'
import type { BoardCounts, BoardStage, BoardSystem, StageRisk } from '#lib/board/types.ts'
import type { BoardView, SortOrder } from './view.ts'

/** A line of the board: a heading or a system. */
export type BoardLine =
  | {
      readonly kind: 'group'
      readonly key: string
      readonly label: string | null
      readonly count: number
    }
  | { readonly kind: 'system'; readonly key: string; readonly system: BoardSystem }

export interface Arrangement {
  readonly lines: readonly BoardLine[]
  /** Whether the systems stand below headings that name their team. */
  readonly isGrouped: boolean
  /** Systems that pass the filters. */
  readonly matching: number
  /** Of all stages, filtered or not: what the summary shows. */
  readonly counts: BoardCounts
  readonly teams: readonly { readonly slug: string; readonly name: string }[]
  /** Columns that at least one system needs. */
  readonly risks: readonly StageRisk[]
}

export interface ArrangeOptions {
  readonly view: BoardView
  readonly sort: SortOrder
  readonly nowMs: number
  readonly locale: string
}

const riskOrder: readonly StageRisk[] = ['development', 'staging', 'production']

/** What the board shows of these systems, in which order. The same on the server's first rows and in the browser. */
export function arrangeBoard(
  systems: readonly BoardSystem[],
  { view, sort, nowMs, locale }: ArrangeOptions,
): Arrangement {
  const compareText = new Intl.Collator(locale, { numeric: true }).compare
  const byName = (a: BoardSystem, b: BoardSystem) => compareText(a.name, b.name)
  const matching = systems.filter((system) => isMatch(system, view, nowMs))
  const teams = [...new Map(systems.map(({ team, teamName }) => [team, teamName]))]
    .map(([slug, name]) => ({ slug, name }))
    .toSorted((a, b) => compareText(a.name, b.name))
  const used = new Set(systems.flatMap(({ stages }) => stages.map(({ risk }) => risk)))
  return {
    lines:
      sort === 'name'
        ? toTeamLines(matching, teams, byName)
        : matching.toSorted(sort === 'worst' ? byWorst(nowMs, byName) : byRecent).map(toLine),
    isGrouped: sort === 'name',
    matching: matching.length,
    counts: countStages(systems, nowMs),
    teams,
    risks: riskOrder.filter((risk) => used.has(risk)),
  }
}

type Compare = (a: BoardSystem, b: BoardSystem) => number

/** Pinned systems, then those of each team. */
function toTeamLines(
  systems: readonly BoardSystem[],
  teams: Arrangement['teams'],
  byName: Compare,
): BoardLine[] {
  const sorted = systems.toSorted(byName)
  const others = Map.groupBy(
    sorted.filter(({ pinned }) => !pinned),
    ({ team }) => team,
  )
  return [
    ...toGroup(
      'pinned',
      null,
      sorted.filter(({ pinned }) => pinned),
    ),
    ...teams.flatMap(({ slug, name }) => toGroup(`team:${slug}`, name, others.get(slug) ?? [])),
  ]
}

function toGroup(key: string, label: string | null, systems: readonly BoardSystem[]): BoardLine[] {
  if (systems.length === 0) return []
  return [{ kind: 'group', key, label, count: systems.length }, ...systems.map(toLine)]
}

function toLine(system: BoardSystem): BoardLine {
  return { kind: 'system', key: system.slug, system }
}

function isMatch(system: BoardSystem, view: BoardView, nowMs: number): boolean {
  const { q, team, health, mark } = view
  if (team && system.team !== team) return false
  const text = `${system.slug} ${system.name} ${system.team} ${system.teamName}`.toLowerCase()
  if (
    !q
      .toLowerCase()
      .split(/\s+/)
      .every((word) => text.includes(word))
  )
    return false
  if (health.length === 0 && mark.length === 0) return true
  return system.stages.some(
    (stage) =>
      health.includes(ageHealth(stage.health, nowMs)) ||
      mark.some((word) => hasMark(stage, word, nowMs)),
  )
}

/** Production before staging, what is down before what is doubtful. */
function byWorst(nowMs: number, otherwise: Compare): Compare {
  const ranks = new Map<BoardSystem, number>()
  const rank = (system: BoardSystem) => {
    const known = ranks.get(system) ?? Math.min(99, ...system.stages.map((s) => toRank(s, nowMs)))
    ranks.set(system, known)
    return known
  }
  return (a: BoardSystem, b: BoardSystem) => rank(a) - rank(b) || otherwise(a, b)
}

function toRank(stage: BoardStage, nowMs: number): number {
  const word = healthWords.indexOf(ageHealth(stage.health, nowMs))
  const failed = hasFailedAttempt(stage) ? healthWords.indexOf('unknown') : healthWords.length
  return (
    Math.min(word, failed) * riskOrder.length + (riskOrder.length - riskOrder.indexOf(stage.risk))
  )
}

function byRecent(a: BoardSystem, b: BoardSystem): number {
  return toLastChange(b).localeCompare(toLastChange(a))
}

/** ISO times compare as text. */
function toLastChange({ stages }: BoardSystem): string {
  const times = stages.flatMap(({ lastDeployment, activeDeployment, health }) => [
    lastDeployment?.finishedAt ?? lastDeployment?.createdAt ?? '',
    activeDeployment?.createdAt ?? '',
    health.since ?? '',
  ])
  return times.toSorted().at(-1) ?? ''
}
