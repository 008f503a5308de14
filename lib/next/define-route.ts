import 'server-only'
import type { z } from 'zod'
import { authenticateRequest } from '#lib/auth/index.ts'
import { type Context, createContext } from '#lib/core/context.ts'
import { getEnv } from '#lib/core/env.ts'
import { unauthenticated } from '#lib/core/errors.ts'
import { newId } from '#lib/core/ids.ts'
import { logger } from '#lib/core/logger.ts'
import { parseInput } from './parse-input.ts'
import { toAppError, toProblemResponse } from './problem.ts'
import { readJson } from './read-body.ts'
import { requireSameOrigin } from './same-origin.ts'

interface RouteInput<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  readonly params: z.output<P>
  readonly query: z.output<Q>
  readonly body: z.output<B>
  readonly request: Request
}

export interface RouteDefinition<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
> {
  /** One line for the API description. */
  readonly summary: string
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  /** Shape of a successful answer, for the API description. */
  readonly response?: z.ZodType
  /** Status of a successful answer in the API description; default 200. */
  readonly status?: number
  /** Largest body in bytes; default 256 KiB. */
  readonly bodyLimitBytes?: number
  /** How the body becomes what `body` parses; default: it is JSON. */
  readonly readBody?: (request: Request, limitBytes: number) => Promise<unknown>
  /** Names of fields that hold whole texts, kept as they were written; the verb looks at them itself. */
  readonly verbatim?: readonly string[]
  /** Returns a `Response`, or a JSON-safe value to be answered with 200. */
  readonly handler: (ctx: Context, input: RouteInput<P, Q, B>) => Promise<unknown>
}

interface Segment {
  readonly params: Promise<Record<string, string | string[] | undefined>>
}

export interface Route {
  (request: Request, segment: Segment): Promise<Response>
  /** Read by the generator of the API description. */
  readonly definition: RouteDefinition
}

/** A route handler: authentication, cross-site rule, parsing and errors in one place, so that a handler is one call of a verb. */
export function defineRoute<
  P extends z.ZodType = z.ZodUndefined,
  Q extends z.ZodType = z.ZodUndefined,
  B extends z.ZodType = z.ZodUndefined,
>(definition: RouteDefinition<P, Q, B>): Route {
  const route = async (request: Request, segment: Segment): Promise<Response> => {
    const requestId = newId()
    try {
      const ctx = await authenticate(request, requestId)
      const input = await readInput(definition, request, segment)
      return toResponse(await definition.handler(ctx, input), requestId)
    } catch (error) {
      const failure = toAppError(error)
      if (failure.code === 'internal' || failure.code === 'unavailable') {
        logger.error({ requestId, path: new URL(request.url).pathname, error }, failure.message)
      }
      return toProblemResponse(failure, requestId)
    }
  }
  // Safe because the generator only reads the schemas, whose exact types no longer matter there.
  return Object.assign(route, { definition: definition as unknown as RouteDefinition })
}

async function authenticate(request: Request, requestId: string): Promise<Context> {
  const actor = await authenticateRequest(request)
  if (!actor) {
    throw unauthenticated('Sign in, or send an API token as "Authorization: Bearer …".')
  }
  if (actor.kind === 'user') requireSameOrigin(request, getEnv().NEXTAUTH_URL)
  return createContext(actor, { requestId })
}

async function readInput<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  definition: RouteDefinition<P, Q, B>,
  request: Request,
  segment: Segment,
): Promise<RouteInput<P, Q, B>> {
  const { params, query, body, bodyLimitBytes = 262_144, readBody = readJson } = definition
  const search = Object.fromEntries(new URL(request.url).searchParams)
  return {
    params: parseOptional(params, await segment.params),
    query: parseOptional(query, search),
    body: parseOptional(
      body,
      body ? await readBody(request, bodyLimitBytes) : undefined,
      definition.verbatim,
    ),
    request,
  }
}

function parseOptional<S extends z.ZodType>(
  schema: S | undefined,
  value: unknown,
  verbatim?: readonly string[],
): z.output<S> {
  // Safe because the type of an absent schema defaults to ZodUndefined.
  return schema ? parseInput(schema, value, verbatim) : (undefined as z.output<S>)
}

function toResponse(result: unknown, requestId: string): Response {
  const response = result instanceof Response ? result : Response.json(result)
  response.headers.set('x-request-id', requestId)
  if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store')
  return response
}
