import { z } from 'zod'
import type { BackupRequest, BackupRun, Reading } from '#lib/generated/prisma/client.ts'
import { listingSchema } from './listing.ts'
import type { AskedView, BackupRequestView, BackupRunView } from './types.ts'
import { requestStates, runStates } from './words.ts'

export function toRunView(run: BackupRun): BackupRunView {
  const { id, externalId, region, isCopy, detail } = run
  const isReported = run.place === 'reported'
  return {
    ...{ id, externalId, region, isCopy, detail },
    state: z.enum(runStates).catch('failed').parse(run.state),
    madeAt: toIso(run.madeAt),
    startedAt: toIso(run.startedAt),
    finishedAt: toIso(run.finishedAt),
    sizeBytes: run.sizeBytes === null ? null : Number(run.sizeBytes),
    place: isReported ? null : run.place,
  }
}

const failureSchema = z
  .object({
    failure: z.string(),
    message: z.string().catch(''),
    permission: z.string().nullish().catch(null),
  })
  .nullable()
  .catch(null)

export function toAskedView(source: string, reading: Reading | null): AskedView {
  const failure = failureSchema.parse(reading?.failure ?? null)
  const listing = listingSchema.pick({ restorable: true }).safeParse(reading?.value)
  const restorable = listing.success ? listing.data.restorable : null
  return {
    source,
    observedAt: toIso(reading?.observedAt ?? null),
    attemptedAt: toIso(reading?.attemptedAt ?? null),
    failure: failure && { ...failure, permission: failure.permission ?? null },
    restorable: restorable && { from: toIso(restorable.from), to: toIso(restorable.to) },
  }
}

export function toRequestView(request: BackupRequest): BackupRequestView {
  const { id, externalId, reason, detail } = request
  return {
    ...{ id, externalId, reason, detail },
    state: z.enum(requestStates).catch('unknown').parse(request.state),
    requestedBy: request.requestedByName,
    createdAt: request.createdAt.toISOString(),
    sentAt: toIso(request.sentAt),
    finishedAt: toIso(request.finishedAt),
  }
}

function toIso(date: Date | null): string | null {
  return date?.toISOString() ?? null
}
