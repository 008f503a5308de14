import { createHash } from 'node:crypto'
import type { Server } from 'node:http'
import { readFileLines } from '../rest/follow-file.ts'
import { get, json, type Route } from '../rest/route.ts'
import { type RestStandIn, startRest, type VendorWords } from '../rest/start-rest.ts'

export interface SentryOptions {
  readonly token: string
  readonly organization: string
  readonly project: string
  /** Every issue was seen there. */
  readonly environment: string
  /** Logs of the processes that report. */
  readonly logFiles: readonly string[]
  /** Default: any free port. */
  readonly listen?: (server: Server) => Promise<number>
}

interface Issue {
  readonly id: string
  readonly title: string
  count: number
  readonly firstSeen: string
  lastSeen: string
}

const projectId = '4507'

const words: VendorWords = {
  unauthorized: json(401, { detail: 'Invalid token' }),
  denied: json(403, { detail: 'You do not have permission to perform this action.' }),
  throttled: json(
    429,
    { detail: 'You are attempting to use this endpoint too frequently.' },
    {
      'x-sentry-rate-limit-limit': '40',
      'x-sentry-rate-limit-remaining': '0',
      'x-sentry-rate-limit-reset': String(Math.ceil(Date.now() / 1000) + 86_400),
    },
  ),
  notFound: json(404, { detail: 'The requested resource does not exist' }),
  unavailable: json(503, { detail: 'Service unavailable' }),
}

/** Sentry's API over the errors that sample processes really logged. */
export function startSentry(options: SentryOptions): Promise<RestStandIn> {
  return startRest({
    ...{ token: options.token, words, routes: createRoutes(options) },
    ...(options.listen ? { listen: options.listen } : {}),
  })
}

// https://docs.sentry.io/api/
function createRoutes({ organization, project, environment, logFiles }: SentryOptions): Route[] {
  return [
    get(`/api/0/projects/${organization}/${project}/`, () =>
      json(200, { id: projectId, slug: project, platform: 'node' }),
    ),
    get(`/api/0/organizations/${organization}/issues/`, ({ query, path }) => {
      const isAsked =
        query.get('project') === projectId &&
        (query.get('environment') ?? environment) === environment
      const issues = isAsked ? listIssues(logFiles) : []
      const limit = Math.min(Number(query.get('limit') ?? 100), 100)
      const offset = Number(query.get('cursor')?.split(':')[1] ?? 0)
      const page = issues.slice(offset, offset + limit)
      const hasMore = offset + limit < issues.length
      return json(
        200,
        page.map((issue) => toIssue(issue, { organization, project })),
        {
          'x-hits': String(issues.length),
          link: [
            toLink(path, 'previous', offset > 0, `0:${Math.max(0, offset - limit)}:1`),
            toLink(path, 'next', hasMore, `0:${offset + limit}:0`),
          ].join(', '),
        },
      )
    }),
  ]
}

function toLink(path: string, rel: string, results: boolean, cursor: string) {
  return `<https://sentry.example${path}?cursor=${cursor}>; rel="${rel}"; results="${results}"; cursor="${cursor}"`
}

function toIssue(
  issue: Issue,
  { organization, project }: { organization: string; project: string },
) {
  return {
    ...issue,
    count: String(issue.count),
    ...{ status: 'unresolved', level: 'error', shortId: `${project.toUpperCase()}-${issue.id}` },
    permalink: `https://${organization}.sentry.example/issues/${issue.id}/`,
    project: { id: projectId, slug: project },
  }
}

/** Errors with the same words are one issue, the newest first. */
function listIssues(files: readonly string[]): Issue[] {
  const issues = new Map<string, Issue>()
  for (const line of files.flatMap(readFileLines)) {
    const match = /^(\S+Z) (\S+) ERROR ([^{]+)/.exec(line)
    if (!match?.[1] || !match[3]) continue
    const title = match[3].trim()
    const known = issues.get(title)
    if (known) Object.assign(known, { count: known.count + 1, lastSeen: match[1] })
    else {
      const id = String(
        Number.parseInt(createHash('sha256').update(title).digest('hex').slice(0, 8), 16),
      )
      issues.set(title, { id, title, count: 1, firstSeen: match[1], lastSeen: match[1] })
    }
  }
  return [...issues.values()].toSorted((one, other) => other.firstSeen.localeCompare(one.firstSeen))
}
