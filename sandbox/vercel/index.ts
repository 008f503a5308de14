import type { Server } from 'node:http'
import { json } from '../rest/route.ts'
import { type RestStandIn, startRest, type VendorWords } from '../rest/start-rest.ts'
import { openProject, type VercelProject, type VercelProjectOptions } from './project.ts'
import { createVercelRoutes } from './routes.ts'

export interface VercelOptions {
  /** Folder for what must survive a restart. */
  readonly folder: string
  readonly token: string
  readonly projects: readonly VercelProjectOptions[]
  /** Default `pro`. */
  readonly plan?: 'hobby' | 'pro'
  /** Default: any free port. */
  readonly listen?: (server: Server) => Promise<number>
}

export interface Vercel extends RestStandIn {
  readonly projects: readonly VercelProject[]
}

export const vercelTeam = { slug: 'sailing', id: 'team_sailing' } as const

const words: VendorWords = {
  unauthorized: refusal(403, 'forbidden', 'Not authorized'),
  denied: refusal(403, 'forbidden', "You don't have permission to access this resource."),
  throttled: {
    ...refusal(429, 'rate_limited', 'Too many requests'),
    headers: { 'retry-after': '9', 'x-ratelimit-limit': '500', 'x-ratelimit-remaining': '0' },
  },
  notFound: refusal(404, 'not_found', 'Not found'),
  unavailable: refusal(503, 'service_unavailable', 'Temporarily unavailable'),
}

/** Vercel's API for the frontends of sample stages. */
export async function startVercel(options: VercelOptions): Promise<Vercel> {
  const projects = options.projects.map((project) => openProject(options.folder, project))
  const sync = () => {
    for (const project of projects) project.sync()
  }
  // Releases that nobody asked about would be forgotten otherwise.
  const timer = setInterval(sync, 2_000)
  const api = await startRest({
    ...{ token: options.token, words },
    routes: createVercelRoutes({
      projects,
      plan: options.plan ?? 'pro',
      teamSlug: vercelTeam.slug,
      teamId: vercelTeam.id,
    }),
    ...(options.listen ? { listen: options.listen } : {}),
  })
  return {
    ...api,
    projects,
    async close() {
      clearInterval(timer)
      await api.close()
      await Promise.all(projects.map((project) => project.settled()))
    },
  }
}

function refusal(status: number, code: string, message: string) {
  return json(status, { error: { code, message } })
}
