import 'server-only'
import { getPool } from '#lib/core/db.ts'
import { ageHealth, toTtlSeconds } from './evaluate-probe.ts'
import { type Health, isHealth } from './words.ts'

/** What a probe says now, and since when. */
export interface ProbeWord {
  readonly slug: string
  readonly component: string
  readonly health: Health
  readonly reason: string | null
  readonly observedAt: Date | null
}

/** The probes of a stage with their present word; past its time a word is `unknown`. For jobs: nobody is asked who may. */
export async function listProbeWords(
  stageId: string,
  now: Date = new Date(),
): Promise<readonly ProbeWord[]> {
  const { rows } = await getPool().query<
    Omit<ProbeWord, 'health'> & { health: string; intervalSeconds: number }
  >(wordsSql, [stageId])
  return rows.map(({ intervalSeconds, health, ...word }) => ({
    ...word,
    health: ageHealth(
      {
        health: isHealth(health) ? health : 'unknown',
        observedAt: word.observedAt,
        ttlSeconds: toTtlSeconds(intervalSeconds),
      },
      now,
    ),
  }))
}

const wordsSql = `
SELECT p.slug, c.slug AS component, p.health, p.health_reason AS reason, p.observed_at AS "observedAt",
  p.interval_seconds AS "intervalSeconds"
FROM probe p JOIN component c ON c.id = p.component_id
WHERE p.stage_id = $1::uuid AND p.removed_at IS NULL AND p.paused_at IS NULL
ORDER BY p.id`
