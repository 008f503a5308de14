import 'server-only'
import { z } from 'zod'
import { getPool } from '#lib/core/db.ts'
import { evaluateFact } from './evaluate-facts.ts'
import type { FactView } from './schemas.ts'

interface FactsRow {
  readonly source: string
  readonly value: unknown
  readonly observedAt: Date
  readonly isOld: boolean
}

interface CertificateRow {
  readonly slug: string
  readonly expiresAt: Date
  readonly observedAt: Date
}

const factsSchema = z
  .array(
    z.object({
      name: z.string(),
      subject: z.string(),
      value: z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.unknown())]),
    }),
  )
  .catch([])

/** Measured statements about the parts of a stage: what platforms say, and certificates that probes saw. */
export async function readFacts(
  stageId: string,
  region: string | null,
  now: Date,
): Promise<readonly FactView[]> {
  const pool = getPool()
  const [facts, certificates] = await Promise.all([
    pool.query<FactsRow>(factsSql, [stageId]),
    pool.query<CertificateRow>(certificatesSql, [stageId]),
  ])
  const stated = facts.rows.flatMap(({ source, value, observedAt, isOld }) =>
    factsSchema.parse(value).flatMap((fact) => {
      // Lists have a place of their own.
      if (Array.isArray(fact.value)) return []
      return [{ ...fact, value: fact.value, source, observedAt, isOld }]
    }),
  )
  const seen = certificates.rows.map(({ slug, expiresAt, observedAt }) => ({
    ...{ name: 'certificate_expires_at', subject: slug, source: 'probe' },
    ...{ value: expiresAt.toISOString(), observedAt, isOld: false },
  }))
  return [...stated, ...seen].map(({ isOld, observedAt, ...fact }) => ({
    ...fact,
    observedAt: observedAt.toISOString(),
    verdict: isOld ? 'unknown' : evaluateFact(fact, { region }, now),
  }))
}

const factsSql = `
SELECT source, observed_at AS "observedAt",
       now() - observed_at > ttl_seconds * interval '1 second' AS "isOld",
       CASE WHEN fact = 'facts' THEN value
            ELSE jsonb_build_array(jsonb_build_object(
              'name', 'log_retention_days', 'subject', source, 'value', value->'days')) END AS value
FROM reading
WHERE stage_id = $1::uuid AND fact IN ('facts', 'log-retention') AND observed_at IS NOT NULL
ORDER BY source, fact`

const certificatesSql = `
SELECT slug, certificate_expires_at AS "expiresAt", observed_at AS "observedAt" FROM probe
WHERE stage_id = $1::uuid AND removed_at IS NULL AND certificate_expires_at IS NOT NULL AND observed_at IS NOT NULL
ORDER BY slug`
