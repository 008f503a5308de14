import type { StageSubject } from '#lib/catalog/index.ts'
import { getSystem } from '#lib/catalog/index.ts'
import { getConfiguration } from '#lib/configuration/index.ts'
import type { Context } from '#lib/core/context.ts'
import { getPool } from '#lib/core/db.ts'
import { getStageHealth } from '#lib/health/index.ts'
import type { Situation } from '../match-runbooks.ts'
import type { RunbookFacts } from '../types.ts'

export interface StageFacts {
  readonly facts: RunbookFacts
  readonly situation: Situation
}

/** What somebody in trouble looks at first, from stored facts. */
export async function readFacts(ctx: Context, subject: StageSubject): Promise<StageFacts> {
  const path = { system: subject.systemSlug, stage: subject.stageSlug }
  const [health, configuration, system, last] = await Promise.all([
    getStageHealth(ctx, { ...path, range: '24h' }),
    getConfiguration(ctx, path),
    getSystem(ctx, path),
    findLastDeployment(subject.stageId),
  ])
  const kinds = new Map(system.components.map(({ slug, kind }) => [slug, kind]))
  const database = health.probes.find(({ component }) => kinds.get(component) === 'database')
  const failing = health.probes.filter(
    (probe) => probe.health === 'down' || probe.health === 'degraded',
  )
  const required = configuration.settings.filter(({ requiredBy }) => requiredBy !== null)
  const isTold = required.every(({ presence }) => presence !== 'unknown')
  return {
    facts: {
      database: database
        ? { probe: database.slug, health: database.health, observedAt: database.observedAt }
        : null,
      missingSettings: isTold
        ? required.filter(({ presence }) => presence === 'absent').map(({ name }) => name)
        : null,
      lastDeployment: last && toDeployment(last),
      failing: failing.map(({ component, slug, health: word, cause }) => ({
        ...{ component, probe: slug, health: word },
        reason: cause?.reason ?? null,
      })),
    },
    situation: {
      failing: failing.map(({ component, componentName, health: word }) => ({
        ...{ slug: component, name: componentName },
        health: word === 'down' ? ('down' as const) : ('degraded' as const),
      })),
      lastDeployment: last && { state: last.state, failedStep: last.failedStep },
    },
  }
}

interface LastRow {
  readonly id: string
  readonly number: number
  readonly version: string
  readonly state: string
  readonly at: Date
  readonly actor: string
  readonly failedStep: string | null
}

function toDeployment({ id, number, version, state, at, actor }: LastRow) {
  return { id, number, version, state, at: at.toISOString(), actor }
}

async function findLastDeployment(stageId: string): Promise<LastRow | null> {
  const { rows } = await getPool().query<LastRow>(lastSql, [stageId])
  return rows[0] ?? null
}

const lastSql = `
SELECT d.id, d.number, d.version, d.state, coalesce(d.finished_at, d.started_at, d.created_at) AS at,
  d.requested_by_name AS actor,
  (SELECT s.name FROM deployment_step s WHERE s.deployment_id = d.id AND s.state = 'failed'
   ORDER BY s.run_attempt DESC, s.number LIMIT 1) AS "failedStep"
FROM deployment d WHERE d.stage_id = $1::uuid ORDER BY d.created_at DESC LIMIT 1`
