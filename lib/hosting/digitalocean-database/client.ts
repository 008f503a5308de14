import 'server-only'
import { z } from 'zod'
import { HostingError } from '../failure.ts'
import { moment } from '../http/fields.ts'
import { createJsonClient, type JsonClient } from '../http/json-client.ts'
import { path } from '../http/path.ts'

// https://docs.digitalocean.com/reference/api/digitalocean/#tag/Databases
const clusterSchema = z.looseObject({
  id: z.string().min(1),
  name: z.string(),
  engine: z.string(),
  version: z.string().optional(),
  region: z.string(),
  status: z.string().optional(),
})
export type Cluster = z.output<typeof clusterSchema>

const clustersAnswer = z.looseObject({ databases: z.array(clusterSchema) })
const backupsAnswer = z.looseObject({
  backups: z.array(z.looseObject({ created_at: moment, size_gigabytes: z.number() })),
  /** Percent, only while one is being made. */
  backup_progress: z.union([z.string(), z.number()]).nullish(),
})
export type Backups = z.output<typeof backupsAnswer>
const firewallAnswer = z.looseObject({ rules: z.array(z.unknown()) })

export interface DatabaseClientOptions {
  readonly cluster: string
  readonly token: string
  /** Default: DigitalOcean's own. */
  readonly endpoint?: string
}

export const readScope = 'database:read'

export type DatabaseClient = ReturnType<typeof createDatabaseClient>

export function createDatabaseClient({ cluster, token, endpoint }: DatabaseClientOptions) {
  const api = createJsonClient({
    platform: 'DigitalOcean',
    baseUrl: endpoint ?? 'https://api.digitalocean.com',
    token,
  })
  const reading = (signal: AbortSignal) => ({ permission: readScope, signal })
  return {
    readCluster: (signal: AbortSignal) => findCluster(api, cluster, signal),
    readBackups: ({ id }: Cluster, signal: AbortSignal) =>
      api.read({
        ...reading(signal),
        path: path`/v2/databases/${id}/backups`,
        schema: backupsAnswer,
      }),
    async countFirewallRules({ id }: Cluster, signal: AbortSignal) {
      const call = { ...reading(signal), path: path`/v2/databases/${id}/firewall` }
      return (await api.read({ ...call, schema: firewallAnswer })).rules.length
    },
  }
}

async function findCluster(api: JsonClient, wanted: string, signal: AbortSignal): Promise<Cluster> {
  const { databases } = await api.read({
    path: '/v2/databases',
    permission: readScope,
    schema: clustersAnswer,
    signal,
  })
  const found = databases.find(({ id, name }) => id === wanted || name === wanted)
  if (found) return found
  throw new HostingError(
    'not_found',
    `DigitalOcean shows this token no database "${wanted}". Check the name in the catalog and the token's team.`,
    { permission: readScope },
  )
}
