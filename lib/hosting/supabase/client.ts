import 'server-only'
import { z } from 'zod'
import { epochMs, moment } from '../http/fields.ts'
import { createJsonClient } from '../http/json-client.ts'
import { path } from '../http/path.ts'

// https://supabase.com/docs/reference/api/introduction
const projectAnswer = z.looseObject({
  region: z.string(),
  status: z.string(),
  database: z.looseObject({ version: z.string().optional() }).optional(),
})
export type Project = z.output<typeof projectAnswer>

const epochSeconds = z
  .number()
  .transform((seconds) => seconds * 1000)
  .pipe(epochMs)

const backupsAnswer = z.looseObject({
  region: z.string().optional(),
  pitr_enabled: z.boolean(),
  walg_enabled: z.boolean().optional(),
  backups: z.array(
    z.looseObject({
      id: z.union([z.int(), z.string()]).optional(),
      inserted_at: moment,
      status: z.string(),
      is_physical_backup: z.boolean().optional(),
    }),
  ),
  physical_backup_data: z
    .looseObject({
      earliest_physical_backup_date_unix: epochSeconds.optional(),
      latest_physical_backup_date_unix: epochSeconds.optional(),
    })
    .optional(),
})
export type Backups = z.output<typeof backupsAnswer>

const healthAnswer = z
  .array(z.looseObject({ name: z.string(), status: z.string(), error: z.string().optional() }))
  .min(1)
export type ServiceHealth = z.output<typeof healthAnswer>[number]

/** Services a project always has. */
const services = ['auth', 'db', 'rest', 'storage']

export const permissions = {
  project: 'projects:read',
  backups: 'database:read',
} as const

export interface SupabaseClientOptions {
  readonly project: string
  readonly token: string
  /** Default: Supabase's own. */
  readonly endpoint?: string
}

export type SupabaseClient = ReturnType<typeof createSupabaseClient>

export function createSupabaseClient({ project, token, endpoint }: SupabaseClientOptions) {
  const api = createJsonClient({
    platform: 'Supabase',
    baseUrl: endpoint ?? 'https://api.supabase.com',
    token,
  })
  const at = path`/v1/projects/${project}`
  const reading = { permission: permissions.project }
  return {
    readProject: (signal: AbortSignal) =>
      api.read({ ...reading, path: at, schema: projectAnswer, signal }),
    readHealth: (signal: AbortSignal) =>
      api.read({
        ...reading,
        path: `${at}/health`,
        query: { services },
        schema: healthAnswer,
        signal,
      }),
    readBackups: (signal: AbortSignal) =>
      api.read({
        permission: permissions.backups,
        path: `${at}/database/backups`,
        schema: backupsAnswer,
        signal,
      }),
  }
}
