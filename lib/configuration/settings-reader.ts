import 'server-only'
import { z } from 'zod'
import { getEnv } from '#lib/core/env.ts'
import type { RunSql } from '#lib/core/run-sql.ts'
import { HostingError } from '#lib/hosting/failure.ts'
import type { FactReader, ReadingKey } from '#lib/hosting/index.ts'
import { createFingerprint } from './fingerprint.ts'
import { writeFailure, writeSettings } from './record-settings.ts'

/** Names and fingerprints of settings, asked of every platform and source that knows any. */
export const settingsReader: FactReader = {
  fact: 'settings',
  intervalSeconds: 300,
  ttlSeconds: 1_800,
  calls: 6,
  isShared: false,
  plan: 'configuration',
  async read(adapter, _reading, signal) {
    if (!adapter.configuration) throw new HostingError('unsupported', 'It knows no settings.')
    const fingerprint = createFingerprint(getEnv().LEITSTAND_SECRET)
    return adapter.configuration.listSettings(fingerprint, signal)
  },
  async project(run, readings) {
    for (const reading of readings) await project(run, reading)
  },
}

const settingsSchema = z.array(
  z.object({
    name: z.string(),
    component: z.string().nullable(),
    kind: z.enum(['secret', 'variable']),
    fingerprint: z.string().nullable(),
    updatedAt: z.coerce.date().nullable(),
  }),
)
const failureSchema = z.object({ failure: z.string(), message: z.string() })

interface ReadingRow {
  readonly value: unknown
  readonly failure: unknown
}

async function project(run: RunSql, { stageId, source, fact }: ReadingKey): Promise<void> {
  const [row] = await run<ReadingRow>(
    'SELECT value, failure FROM reading WHERE stage_id = $1::uuid AND source = $2 AND fact = $3',
    [stageId, source, fact],
  )
  if (!row) return
  const failure = failureSchema.safeParse(row.failure)
  const key = { stageId, source }
  if (failure.success) {
    const { failure: code, message } = failure.data
    await writeFailure(run, key, { code, message })
  } else {
    await writeSettings(run, key, settingsSchema.parse(row.value))
  }
}
