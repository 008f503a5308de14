import { createContext } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import type { Role } from '#lib/core/permissions.ts'
import { createLogToken } from '#lib/logs/index.ts'
import { createStage } from '#tests/factories/catalog.ts'

export const as = (role: Role) =>
  createContext({
    kind: 'user',
    id: crypto.randomUUID(),
    name: role,
    grants: [{ role, scope: 'all' }],
  })

export interface LogStage {
  readonly stageId: string
  readonly key: { readonly system: string; readonly stage: string }
  readonly token: string
  readonly tokenId: string
}

/** A stage with the components `api` and `worker` and a token that pushes to it. */
export async function createLogStage(): Promise<LogStage> {
  const stage = await createStage()
  for (const [position, slug] of ['api', 'worker'].entries()) {
    const data = { systemId: stage.systemId, slug, name: slug, kind: 'service', position }
    await getDb().component.create({ data })
  }
  const key = { system: stage.system.slug, stage: stage.slug }
  const { id, token } = await createLogToken(as('lead'), key, { name: 'collector' })
  return { stageId: stage.id, key, token, tokenId: id }
}

export interface SentRecord {
  readonly body?: unknown
  readonly atMs?: number
  readonly severity?: number
  readonly attributes?: Readonly<Record<string, string>>
}

const toAttributes = (record: Readonly<Record<string, string>>) =>
  Object.entries(record).map(([key, stringValue]) => ({ key, value: { stringValue } }))

/** An ExportLogsServiceRequest as a collector writes it. */
export const toRequest = (service: string, records: readonly SentRecord[]) => ({
  resourceLogs: [
    {
      resource: { attributes: toAttributes({ 'service.name': service }) },
      scopeLogs: [
        {
          scope: {},
          logRecords: records.map(({ body, atMs = Date.now(), severity, attributes }) => ({
            timeUnixNano: `${atMs}000000`,
            ...(severity ? { severityNumber: severity } : {}),
            body: typeof body === 'string' ? { stringValue: body } : body,
            attributes: toAttributes(attributes ?? {}),
          })),
        },
      ],
    },
  ],
})

export interface Sending {
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** Calls the real route handler. */
export async function push(token: string, { body, headers }: Sending): Promise<Response> {
  const { POST } = await import('#app/api/v1/otlp/v1/logs/route.ts')
  const raw = body instanceof Uint8Array || typeof body === 'string' ? body : JSON.stringify(body)
  return POST(
    new Request('http://portal.test/api/v1/otlp/v1/logs', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      // Safe because a view of bytes is a body, whatever buffer is behind it.
      body: raw as BodyInit,
    }),
  )
}

export async function pushTexts(token: string, service: string, records: readonly SentRecord[]) {
  const response = await push(token, { body: toRequest(service, records) })
  if (!response.ok) throw new Error(await response.text())
}
