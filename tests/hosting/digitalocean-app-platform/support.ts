import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parse } from 'yaml'
import { createOutboundClient } from '#lib/core/http/outbound-client.ts'
import { createAppPlatformAdapter } from '#lib/hosting/digitalocean-app-platform/index.ts'
import type { HostingAdapter } from '#lib/hosting/port.ts'
import { type DigitalOcean, logHost, startDigitalOcean } from '#sandbox/digitalocean/index.ts'
import { readSource } from '#sandbox/systems/build-repository.ts'
import { type SampleHost, startSampleHost } from '../support/sample-host.ts'

export const token = 'dop_v1_secret-of-the-learning-team'

export interface RunningApp {
  readonly api: DigitalOcean
  readonly host: SampleHost
  close(): Promise<void>
}

export async function startApp(): Promise<RunningApp> {
  const host = await startSampleHost('hackthestudy', 'production')
  const api = await startDigitalOcean({
    folder: join(host.folder, 'digitalocean'),
    token,
    stage: host.stage,
    spec: parse(readSource('hackthestudy').get('app.spec.yml') ?? ''),
  })
  return {
    api,
    host,
    async close() {
      await api.close()
      await host.close()
    },
  }
}

/** An adapter that reaches addresses of logs by the operator's table alone, as in the product. */
export function createAdapter(
  api: DigitalOcean,
  { connectsLogs = true, ...options }: { connectsLogs?: boolean; token?: string } = {},
): HostingAdapter {
  return createAppPlatformAdapter({
    target: { appName: 'hackthestudy' },
    credential: { token: options.token ?? token },
    components: ['api', 'worker'],
    endpoint: api.url,
    outbound: createOutboundClient({
      allow: '',
      connectTo: connectsLogs ? `${logHost}:80=127.0.0.1:${api.port}` : '',
    }),
  })
}

export const soon = () => AbortSignal.timeout(15_000)

export async function until<T>(read: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  const deadline = performance.now() + 20_000
  for (;;) {
    const value = await read()
    if (holds(value)) return value
    if (performance.now() > deadline) throw new Error(`Never happened: ${JSON.stringify(value)}`)
    await wait(100)
  }
}
