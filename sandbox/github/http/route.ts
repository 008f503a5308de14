import type { Answer } from './answer.ts'
import type { Call } from './call.ts'

/** Who may call: anyone, a token of any kind, a user's token, or the App by its JWT. */
export type Access = 'anyone' | 'token' | 'user' | 'app'

export type Handler = (call: Call) => Answer | Promise<Answer>

export interface Route {
  readonly method: string
  readonly access: Access
  readonly pattern: RegExp
  readonly handle: Handler
}

export interface RouteMatch {
  readonly route: Route
  readonly params: Readonly<Record<string, string>>
}

/** `:name` matches one segment, `*name` the rest. */
export function route(
  method: string,
  path: string,
  handle: Handler,
  access: Access = 'token',
): Route {
  return { method, access, pattern: new RegExp(`^${toPatternSource(path)}/?$`), handle }
}

/** Answers below `/repos/{owner}/{repo}` and, as redirects after a rename want it, below `/repositories/{id}`. */
export function repositoryRoute(
  method: string,
  path: string,
  handle: Handler,
  access: Access = 'token',
): Route {
  const root = '(?:/repos/(?<owner>[^/]+)/(?<repo>[^/]+)|/repositories/(?<repositoryId>\\d+))'
  return { method, access, pattern: new RegExp(`^${root}${toPatternSource(path)}/?$`), handle }
}

function toPatternSource(path: string) {
  return path
    .replaceAll('.', '\\.')
    .replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')
    .replaceAll(/\*(\w+)/g, '(?<$1>.+)')
}

/** Null when no route has this path. HEAD is answered by GET. */
export function findRoute(
  routes: readonly Route[],
  method: string,
  path: string,
): RouteMatch | null {
  const wanted = method === 'HEAD' ? 'GET' : method
  for (const candidate of routes) {
    if (candidate.method !== wanted) continue
    const match = candidate.pattern.exec(path)
    if (match) return { route: candidate, params: decodeParams(match.groups ?? {}) }
  }
  return null
}

function decodeParams(groups: Readonly<Record<string, string | undefined>>) {
  return Object.fromEntries(
    Object.entries(groups).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, decode(value)] as const],
    ),
  )
}

function decode(segment: string) {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
