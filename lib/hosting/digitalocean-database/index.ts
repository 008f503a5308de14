import 'server-only'
import type { CredentialOf } from '#lib/credentials/schemas.ts'
import type { AdapterOptions } from '../create-options.ts'
import { checkRights } from '../http/check-access.ts'
import type { AccessReport, PlatformAdapter } from '../port.ts'
import { createDatabaseClient, type DatabaseClient, readScope } from './client.ts'
import { toFacts, toListing } from './mapper.ts'
import type { DatabaseTarget } from './target.ts'

export interface DatabaseOptions extends AdapterOptions {
  readonly target: DatabaseTarget
  readonly credential: CredentialOf<'digitalocean'>
}

/** A managed database on DigitalOcean: its daily backups, and what is known of the cluster. */
export function createDatabaseAdapter(options: DatabaseOptions): PlatformAdapter {
  const { target, credential, endpoint } = options
  const client = createDatabaseClient({
    cluster: target.cluster,
    token: credential.token,
    ...(endpoint === undefined ? {} : { endpoint }),
  })
  return {
    kind: 'digitalocean-database',
    checkAccess: (signal) => checkAccess(client, signal),
    backups: {
      async listBackups(query, signal) {
        const cluster = await client.readCluster(signal)
        return toListing(cluster, await client.readBackups(cluster, signal), query)
      },
    },
    facts: {
      async readFacts(signal) {
        const cluster = await client.readCluster(signal)
        return toFacts(cluster, await client.countFirewallRules(cluster, signal))
      },
    },
  }
}

const policy = `Custom scope of a personal access token:
${readScope} – backups and facts of managed databases`

async function checkAccess(client: DatabaseClient, signal: AbortSignal): Promise<AccessReport> {
  const checks = await checkRights([
    {
      permission: readScope,
      capabilities: ['backups', 'facts'],
      try: () => client.readCluster(signal),
    },
  ])
  return { identity: null, checks, policy: { language: 'text', text: policy } }
}
