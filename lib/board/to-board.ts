import type { Context } from '#lib/core/context.ts'
import { hasPermission } from '#lib/core/permissions.ts'
import type { Agreement } from '#lib/hosting/vocabulary.ts'
import { type HealthWord, healthWords, toHealthAt } from './policy.ts'
import type { BoardRow } from './read-board-rows.ts'
import type { Board, BoardHealth, BoardStage, BoardSystem, StageRisk } from './types.ts'

/** Rows of stages, ordered by system, as the board shows them at the time of the read. */
export function toBoard(ctx: Context, rows: readonly BoardRow[]): Board {
  const readAt = rows[0]?.readAt ?? ctx.now()
  const systems: (BoardSystem & { readonly stages: BoardStage[] })[] = []
  for (const row of rows) {
    let system = systems.at(-1)
    if (system?.slug !== row.systemSlug) {
      system = toSystem(ctx, row)
      systems.push(system)
    }
    if (row.slug !== null) system.stages.push(toStage(row, row.slug, readAt))
  }
  return { readAt: readAt.toISOString(), total: systems.length, systems }
}

function toSystem(ctx: Context, row: BoardRow) {
  const { systemSlug: slug, systemName: name, team, teamName, pinned } = row
  const mayDeploy = hasPermission(ctx, 'deployment:trigger', { systemSlug: slug, teamSlug: team })
  return { slug, name, team, teamName, pinned, mayDeploy, stages: [] }
}

function toStage(row: BoardRow, slug: string, now: Date): BoardStage {
  return {
    slug,
    name: row.name,
    order: row.position,
    // Safe because the catalog stores these words only.
    risk: row.risk as StageRisk,
    url: row.url,
    deployable: row.deployable,
    health: toHealth(row, now),
    running: {
      version: row.runningVersion,
      commitSha: row.runningCommitSha,
      since: toIso(row.runningSince),
      observedAt: toIso(row.runningObservedAt),
      // Safe because the projection stores these words only.
      agreement: (row.agreement ?? 'unknown') as Agreement,
    },
    platform: row.platform,
    lastDeployment: row.lastDeployment,
    activeDeployment: row.activeDeployment,
    uptimeHours: row.uptimeHours ?? [],
    backup: row.backup,
    hold: isOver(row.hold?.until, now) ? null : row.hold,
  }
}

function toHealth(row: BoardRow, now: Date): BoardHealth {
  const word = toHealthWord(row.health)
  const observedAtMs = row.healthObservedAt?.getTime() ?? null
  const ttlSeconds = row.healthTtlSeconds ?? 0
  return {
    status: toHealthAt({ word, observedAtMs, ttlSeconds }, now.getTime()),
    last: word,
    since: toIso(row.healthSince),
    observedAt: toIso(row.healthObservedAt),
    ttlSeconds,
    reason: row.healthReason,
  }
}

/** A word this version does not know is unknown, never healthy. */
function toHealthWord(word: string | null): HealthWord {
  return healthWords.find((known) => known === word) ?? 'unknown'
}

function isOver(until: string | null | undefined, now: Date): boolean {
  return until != null && Date.parse(until) <= now.getTime()
}

function toIso(date: Date | null): string | null {
  return date?.toISOString() ?? null
}
