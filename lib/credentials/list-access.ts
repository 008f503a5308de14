import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { requirePermission } from '#lib/core/permissions.ts'
import type { Prisma } from '#lib/generated/prisma/client.ts'
import { type Connection, listConnections } from './list-connections.ts'
import { accessFact } from './reading-facts.ts'
import {
  type AccessEntryDto,
  type AccessFailureDto,
  type AccessReportDto,
  accessFailureSchema,
  accessReportSchema,
} from './types.ts'

const readingSelect = {
  ...{ stageId: true, source: true, value: true, observedAt: true },
  ...{ attemptedAt: true, failure: true, ttlSeconds: true },
} as const satisfies Prisma.ReadingSelect

type ReadingRow = Prisma.ReadingGetPayload<{ select: typeof readingSelect }>

/** What the platforms let the portal do, by stage and source, as they last said; also those never asked. */
export async function listAccess(ctx: Context): Promise<readonly AccessEntryDto[]> {
  requirePermission(ctx, 'credential:manage')
  const [connections, readings] = await Promise.all([
    listConnections(getDb()),
    getDb().reading.findMany({ where: { fact: accessFact }, select: readingSelect }),
  ])
  const byPlace = new Map(readings.map((row) => [`${row.stageId} ${row.source}`, row]))
  return connections.map((connection) =>
    toEntry(connection, byPlace.get(`${connection.stageId} ${connection.source}`), ctx.now()),
  )
}

function toEntry(
  { stageId: _, ...connection }: Connection,
  reading: ReadingRow | undefined,
  now: Date,
): AccessEntryDto {
  const report = toReport(reading)
  const observedAt = reading?.observedAt ?? null
  const ageMs = observedAt ? now.getTime() - observedAt.getTime() : 0
  return {
    ...connection,
    report,
    observedAt: observedAt?.toISOString() ?? null,
    isStale: report !== null && (!observedAt || ageMs > (reading?.ttlSeconds ?? 0) * 1_000),
    attemptedAt: reading?.attemptedAt?.toISOString() ?? null,
    failure: toFailure(reading),
  }
}

function toReport(reading: ReadingRow | undefined): AccessReportDto | null {
  return accessReportSchema.safeParse(reading?.value).data ?? null
}

/** Something stored that this version cannot read is still a failure, and never looks like success. */
function toFailure(reading: ReadingRow | undefined): AccessFailureDto | null {
  if (reading?.failure) {
    const parsed = accessFailureSchema.safeParse(reading.failure)
    return parsed.data ?? { failure: 'invalid_answer', message: '' }
  }
  const isUnreadable = reading?.value != null && toReport(reading) === null
  return isUnreadable ? { failure: 'invalid_answer', message: '' } : null
}
