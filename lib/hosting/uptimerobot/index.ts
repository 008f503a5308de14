import 'server-only'
import type { CredentialOf } from '#lib/credentials/schemas.ts'
import type { AdapterOptions } from '../create-options.ts'
import { checkRights } from '../http/check-access.ts'
import type { AccessReport, PlatformAdapter } from '../port.ts'
import { createUptimeRobotClient, readPermission, type UptimeRobotClient } from './client.ts'
import { toFacts } from './mapper.ts'
import type { UptimeRobotTarget } from './target.ts'

export interface UptimeRobotOptions extends AdapterOptions {
  readonly target: UptimeRobotTarget
  readonly credential: CredentialOf<'uptimerobot'>
}

/** A monitor on UptimeRobot: a second opinion from outside. */
export function createUptimeRobotAdapter(options: UptimeRobotOptions): PlatformAdapter {
  const { target, credential, endpoint } = options
  const client = createUptimeRobotClient({
    monitor: target.monitor,
    token: credential.token,
    ...(endpoint === undefined ? {} : { endpoint }),
  })
  return {
    kind: 'uptimerobot',
    checkAccess: (signal) => checkAccess(client, signal),
    facts: { readFacts: async (signal) => toFacts(await client.readMonitor(signal)) },
  }
}

const policy = `Integrations & API, API, Read-only API key – reads monitors and changes nothing.
A free account answers ten calls a minute.`

async function checkAccess(client: UptimeRobotClient, signal: AbortSignal): Promise<AccessReport> {
  const checks = await checkRights([
    {
      permission: readPermission,
      capabilities: ['facts'],
      try: () => client.readMonitor(signal),
    },
  ])
  return { identity: null, checks, policy: { language: 'text', text: policy } }
}
