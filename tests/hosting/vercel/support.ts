import { join } from 'node:path'
import type { HostingAdapter } from '#lib/hosting/port.ts'
import { createVercelAdapter } from '#lib/hosting/vercel/index.ts'
import { startVercel, type Vercel } from '#sandbox/vercel/index.ts'
import { type SampleHost, startSampleHost } from '../support/sample-host.ts'

export const token = 'vcp_secret-of-the-sailing-team'

export interface RunningFrontend {
  readonly api: Vercel
  readonly host: SampleHost
  close(): Promise<void>
}

export async function startFrontend(plan: 'hobby' | 'pro' = 'pro'): Promise<RunningFrontend> {
  const host = await startSampleHost('easysks', 'production')
  const api = await startVercel({
    ...{ folder: join(host.folder, 'vercel'), token, plan },
    projects: [
      {
        ...{ name: 'easysks-production', component: 'frontend', domain: 'app.easysks.example' },
        ...{ stage: host.stage, settings: ['API_URL', 'AUTH_URL'] },
      },
    ],
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

export function createAdapter(
  { url }: Vercel,
  team: string | undefined = 'sailing',
): HostingAdapter {
  return createVercelAdapter({
    target: { project: 'easysks-production', team },
    credential: { token },
    components: ['frontend'],
    endpoint: url,
  })
}

/** Releases a version and waits until the project knows of it. */
export async function release({ api, host }: RunningFrontend, commit: string): Promise<void> {
  await host.stage.deploy({ commit })
  for (const project of api.projects) project.sync()
}
