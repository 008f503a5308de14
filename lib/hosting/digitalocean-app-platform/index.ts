import 'server-only'
import { getOutboundClient } from '#lib/core/http/get-outbound-client.ts'
import type { OutboundClient } from '#lib/core/http/outbound-client.ts'
import type { CredentialOf } from '#lib/credentials/schemas.ts'
import type { AdapterOptions } from '../create-options.ts'
import { checkRights } from '../http/check-access.ts'
import type { AccessReport, HostingAdapter } from '../port.ts'
import {
  type AppPlatformClient,
  createAppPlatformClient,
  readScope,
  updateScope,
} from './client.ts'
import { createConfiguration } from './configuration.ts'
import { createLogs } from './logs.ts'
import { toFacts, toRunningRelease } from './mapper.ts'
import { createRollback } from './rollback.ts'
import { createScaling } from './scaling.ts'
import type { AppPlatformTarget } from './target.ts'

export interface AppPlatformOptions extends AdapterOptions {
  readonly target: AppPlatformTarget
  readonly credential: CredentialOf<'digitalocean'>
  /** For addresses that DigitalOcean names in its answers. Default: the process's own. */
  readonly outbound?: Pick<OutboundClient, 'request' | 'stream'>
}

/** An app on DigitalOcean's App Platform. */
export function createAppPlatformAdapter(options: AppPlatformOptions): HostingAdapter {
  const { target, credential, components, endpoint } = options
  const client = createAppPlatformClient({
    target,
    token: credential.token,
    ...(endpoint === undefined ? {} : { endpoint }),
  })
  return {
    kind: 'digitalocean-app-platform',
    checkAccess: (signal) => checkAccess(client, signal),
    releases: {
      async readRunningRelease(signal) {
        const observedAt = new Date()
        const [app, health] = await Promise.all([client.readApp(signal), client.readHealth(signal)])
        return toRunningRelease(app, health, { components, observedAt })
      },
    },
    rollback: createRollback(client, components),
    scaling: createScaling(client, components),
    logs: createLogs(client, components, () => options.outbound ?? getOutboundClient()),
    configuration: createConfiguration(client, components),
    facts: { readFacts: async (signal) => toFacts(await client.readApp(signal)) },
  }
}

const policy = `Custom scopes of a personal access token:
${readScope} – releases, logs, names of settings, facts
${updateScope} – rollback and number of instances; leave it out for an app that is only watched
account:read – shows here whose token it is; may be left out
DigitalOcean adds actions:read, regions:read and sizes:read by itself.`

async function checkAccess(client: AppPlatformClient, signal: AbortSignal): Promise<AccessReport> {
  const app = client.readApp(signal)
  const [checks, identity] = await Promise.all([
    checkRights([
      {
        permission: readScope,
        capabilities: ['releases', 'logs', 'configuration', 'facts'],
        try: () => app,
      },
      {
        permission: updateScope,
        capabilities: ['rollback', 'scaling'],
        // Asks whether going back to what runs would be taken. DigitalOcean does not document which right that needs.
        proves: false,
        try: async () => client.validateRollback(runningId(await app), signal),
      },
    ]),
    client.readAccount(signal).catch(() => null),
  ])
  return { identity, checks, policy: { language: 'text', text: policy } }
}

function runningId(app: Awaited<ReturnType<AppPlatformClient['readApp']>>) {
  return app.active_deployment?.id ?? app.id
}
