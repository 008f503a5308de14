import 'server-only'
import type { CredentialOf } from '#lib/credentials/schemas.ts'
import type { AdapterOptions } from '../create-options.ts'
import { checkRights } from '../http/check-access.ts'
import type { AccessReport, PlatformAdapter } from '../port.ts'
import { createSupabaseClient, permissions, type SupabaseClient } from './client.ts'
import { toFacts, toListing } from './mapper.ts'
import type { SupabaseTarget } from './target.ts'

export interface SupabaseOptions extends AdapterOptions {
  readonly target: SupabaseTarget
  readonly credential: CredentialOf<'supabase'>
}

/** A project on Supabase: backups of its database, and how its services are. */
export function createSupabaseAdapter(options: SupabaseOptions): PlatformAdapter {
  const { target, credential, endpoint } = options
  const { project } = target
  const client = createSupabaseClient({
    project,
    token: credential.token,
    ...(endpoint === undefined ? {} : { endpoint }),
  })
  return {
    kind: 'supabase',
    checkAccess: (signal) => checkAccess(client, signal),
    backups: {
      listBackups: async (query, signal) =>
        toListing(await client.readBackups(signal), project, query),
    },
    facts: {
      async readFacts(signal) {
        const [answer, health] = await Promise.all([
          client.readProject(signal),
          client.readHealth(signal),
        ])
        return toFacts(answer, health, project)
      },
    },
  }
}

const policy = `An OAuth app of your organisation with these scopes, or a fine-grained token that holds nothing else:
${permissions.project} – state and health of the project
${permissions.backups} – backups of its database
A classic personal access token carries every right of the person who made it: use one only for trying things out.`

async function checkAccess(client: SupabaseClient, signal: AbortSignal): Promise<AccessReport> {
  const checks = await checkRights([
    {
      permission: permissions.project,
      capabilities: ['facts'],
      try: () => client.readProject(signal),
    },
    {
      permission: permissions.backups,
      capabilities: ['backups'],
      try: () => client.readBackups(signal),
    },
  ])
  return { identity: null, checks, policy: { language: 'text', text: policy } }
}
