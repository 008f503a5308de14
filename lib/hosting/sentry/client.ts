import 'server-only'
import { z } from 'zod'
import { moment } from '../http/fields.ts'
import { createJsonClient, type JsonAnswer } from '../http/json-client.ts'
import { path } from '../http/path.ts'
import { findNextCursor } from './link.ts'
import type { SentryTarget } from './target.ts'

const projectAnswer = z.looseObject({ id: z.string().min(1) })

// https://docs.sentry.io/api/events/list-an-organizations-issues/
const issuesAnswer = z.array(
  z.looseObject({
    id: z.string(),
    title: z.string(),
    count: z.union([z.string(), z.number()]).transform(Number).pipe(z.number().min(0)),
    lastSeen: moment,
    permalink: z.string().nullish(),
  }),
)
export type Issue = z.output<typeof issuesAnswer>[number]

export const permissions = { project: 'project:read', issues: 'event:read' } as const

export interface SentryClientOptions {
  readonly target: SentryTarget
  readonly token: string
  /** Default: Sentry's own; organisations in the EU answer at `https://de.sentry.io`. */
  readonly endpoint?: string
}

export interface OpenIssues {
  /** Newest first. */
  readonly newest: readonly Issue[]
  readonly count: number
}

const issuesPerPage = 100
const maxPages = 20

export type SentryClient = ReturnType<typeof createSentryClient>

export function createSentryClient({ target, token, endpoint }: SentryClientOptions) {
  const api = createJsonClient({
    platform: 'Sentry',
    baseUrl: endpoint ?? 'https://sentry.io',
    token,
  })
  const { organization, project, environment } = target
  let projectId: string | null = null

  const readProject = (signal: AbortSignal) =>
    api.read({
      path: path`/api/0/projects/${organization}/${project}/`,
      permission: permissions.project,
      schema: projectAnswer,
      signal,
    })
  const getProjectId = async (signal: AbortSignal) => {
    projectId ??= (await readProject(signal)).id
    return projectId
  }

  async function readPage(cursor: string | undefined, signal: AbortSignal) {
    return api.readAnswer({
      path: path`/api/0/organizations/${organization}/issues/`,
      query: {
        project: await getProjectId(signal),
        environment,
        query: 'is:unresolved',
        sort: 'new',
        limit: issuesPerPage,
        cursor,
      },
      permission: permissions.issues,
      schema: issuesAnswer,
      signal,
    })
  }

  return {
    readProject,
    async readOpenIssues(signal: AbortSignal): Promise<OpenIssues> {
      let page = await readPage(undefined, signal)
      const newest = page.value
      let count = newest.length
      for (let read = 1; read < maxPages; read += 1) {
        const cursor = findNextCursor(page.headers.link)
        if (cursor === null) break
        page = await readPage(cursor, signal)
        count += page.value.length
      }
      return { newest, count: Math.max(count, toHits(page)) }
    },
  }
}

/** Sentry counts all hits in a header; pages alone would end at a limit. */
function toHits({ headers }: JsonAnswer<unknown>): number {
  const hits = Number(headers['x-hits'])
  return Number.isSafeInteger(hits) ? hits : 0
}
