import { randomUUID, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, RequestListener } from 'node:http'
import { authenticate } from '../apps/authenticate.ts'
import { applyFault, type Transmission } from '../faults/apply-fault.ts'
import type { Faults } from '../faults/faults.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { getLanguage, notFoundPage } from '../web/html.ts'
import type { World } from '../world.ts'
import { type Answer, json } from './answer.ts'
import { getApiVersion } from './api-version.ts'
import type { Call } from './call.ts'
import { toConditionalAnswer } from './conditional.ts'
import { GitHubFailure, notFound } from './failure.ts'
import { type RateLimit, toRateHeaders } from './rate-limit.ts'
import { findRoute, type Route } from './route.ts'
import { transmit } from './transmit.ts'

export interface Serving {
  readonly world: World
  readonly routes: readonly Route[]
  readonly controlRoutes: readonly Route[]
  readonly controlToken: string
  readonly ledger: Ledger
  readonly faults: Faults
  readonly rateLimit: RateLimit
}

type Received = Omit<Call, 'params' | 'caller' | 'apiVersion'>

const apiPrefix = /^\/api\/v3(?=\/|$)/
const controlPrefix = '/_sandbox/'
const maximumBodyBytes = 30 * 1024 * 1024

/** Answers every request; what goes wrong in here is an answer too. */
export function createListener(serving: Serving): RequestListener {
  return async (request, response) => {
    try {
      const received = await receive(request)
      const isControl = received.path.startsWith(controlPrefix)
      await transmit(
        response,
        isControl ? await answerControl(serving, received) : await answerCall(serving, received),
      )
    } catch (error) {
      if (!response.headersSent)
        await transmit(response, { kind: 'answer', answer: toErrorAnswer(error) })
    }
  }
}

async function answerControl(serving: Serving, received: Received): Promise<Transmission> {
  if (!isEqual(String(received.headers['x-sandbox-token'] ?? ''), serving.controlToken)) {
    return {
      kind: 'answer',
      answer: json(401, { message: 'The control plane needs its token in x-sandbox-token.' }),
    }
  }
  return {
    kind: 'answer',
    answer: await execute({ ...serving, routes: serving.controlRoutes }, received),
  }
}

async function answerCall(serving: Serving, received: Received): Promise<Transmission> {
  const { ledger, faults } = serving
  const query = received.query.size > 0 ? `?${received.query}` : ''
  const close = ledger.open({ ...received, path: `${received.path}${query}` })
  const effect = faults.takeForRequest(received.method, received.path)
  let runId: number | null = null
  const run = async () => {
    const { headers, ...answer } = await execute(serving, received)
    const { 'x-sandbox-run-id': created, ...shown } = headers
    runId = created === undefined ? null : Number(created)
    return { ...answer, headers: shown }
  }
  const transmission: Transmission = effect
    ? await applyFault(effect, run)
    : { kind: 'answer', answer: await run() }
  const status = 'answer' in transmission ? transmission.answer.status : null
  close({ status, outcome: transmission.kind, fault: effect?.kind ?? null, runId })
  return transmission
}

async function execute(serving: Serving, received: Received): Promise<Answer> {
  const { world, routes, rateLimit } = serving
  const shared = { ...serverHeaders(world), 'x-github-request-id': randomUUID() }
  try {
    const found = findRoute(routes, received.method, received.path)
    if (!found) throw notFound()
    const apiVersion = getApiVersion(received.headers, world.options.enterpriseServer !== undefined)
    const caller = authenticate(world, received.headers, found.route.access)
    const call: Call = { ...received, params: found.params, caller, apiVersion }
    const answer = toConditionalAnswer(call, await found.route.handle(call))
    const isFree = answer.status === 304 || received.path === '/rate_limit'
    const rate =
      found.route.access === 'anyone' ? {} : toRateHeaders(rateLimit.count(caller, isFree))
    return {
      ...answer,
      headers: {
        ...shared,
        'x-github-api-version-selected': apiVersion,
        ...rate,
        ...answer.headers,
      },
    }
  } catch (error) {
    const isMissingPage =
      error instanceof GitHubFailure && error.status === 404 && isBrowser(received)
    const answer = isMissingPage
      ? notFoundPage(getLanguage(received.headers))
      : toErrorAnswer(error)
    return { ...answer, headers: { ...shared, ...answer.headers } }
  }
}

function serverHeaders({ options }: World): Record<string, string> {
  const headers = { server: 'github.com', 'x-github-media-type': 'github.v3; format=json' }
  if (options.enterpriseServer === undefined) return headers
  return { ...headers, 'x-github-enterprise-version': `${options.enterpriseServer}.0` }
}

function isBrowser({ headers }: Received) {
  return headers.accept?.includes('text/html') ?? false
}

function toErrorAnswer(error: unknown): Answer {
  if (error instanceof GitHubFailure) return json(error.status, error.body, error.headers)
  console.error(error)
  return json(500, { message: 'Server Error' })
}

async function receive(request: IncomingMessage): Promise<Received> {
  // Split by hand: the URL class would resolve the dots of /repos/../user.
  const [path = '/', query = ''] = (request.url ?? '/').split(/\?(.*)/s)
  return {
    method: request.method ?? 'GET',
    path: path.replace(apiPrefix, '') || '/',
    query: new URLSearchParams(query),
    headers: request.headers,
    rawBody: await readBody(request),
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let sizeBytes = 0
  for await (const chunk of request) {
    sizeBytes += chunk.length
    if (sizeBytes > maximumBodyBytes) throw new GitHubFailure(413, 'Payload too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function isEqual(one: string, other: string) {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))
}
