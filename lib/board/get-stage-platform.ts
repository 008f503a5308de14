import 'server-only'
import { getStageSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { hasPermission } from '#lib/core/permissions.ts'
import { listSourcesWith } from '#lib/hosting/index.ts'
import {
  factsReadingSchema,
  logRetentionReadingSchema,
  platformStateSchema,
} from '#lib/hosting/schemas.ts'
import type { StagePlatform } from './types.ts'

/** What the platform of a stage and the services beside it say, with the age of each statement. */
export async function getStagePlatform(
  ctx: Context,
  input: { readonly system: string; readonly stage: string },
): Promise<StagePlatform> {
  const subject = await getStageSubject(ctx, input)
  const { stageId } = subject
  const mayScale = hasPermission(ctx, 'component:scale', subject)
  const [state, readings, scaling] = await Promise.all([
    getDb().stageState.findUnique({ where: { stageId }, select: { platform: true } }),
    getDb().reading.findMany({
      where: { stageId, fact: { in: ['facts', 'log-retention'] }, observedAt: { not: null } },
      select: { source: true, fact: true, value: true, observedAt: true, ttlSeconds: true },
      orderBy: { source: 'asc' },
    }),
    mayScale ? listSourcesWith(stageId, 'scaling') : [],
  ])
  return {
    state: platformStateSchema.safeParse(state?.platform).data ?? null,
    facts: readings.filter(({ fact }) => fact === 'facts').flatMap(toFacts),
    logRetention: readings.filter(({ fact }) => fact === 'log-retention').flatMap(toRetention),
    scalable: scaling.flatMap(({ components }) => components),
  }
}

interface StoredReading {
  readonly source: string
  readonly value: unknown
  readonly observedAt: Date | null
  readonly ttlSeconds: number
}

function toFacts(reading: StoredReading): StagePlatform['facts'] {
  const facts = factsReadingSchema.safeParse(reading.value).data ?? []
  return facts.map((fact) => ({ ...fact, ...toAge(reading) }))
}

function toRetention(reading: StoredReading): StagePlatform['logRetention'] {
  const parsed = logRetentionReadingSchema.safeParse(reading.value)
  return parsed.success ? [{ ...parsed.data, ...toAge(reading) }] : []
}

function toAge({ source, observedAt, ttlSeconds }: StoredReading) {
  return { source, observedAt: observedAt?.toISOString() ?? null, ttlSeconds }
}
