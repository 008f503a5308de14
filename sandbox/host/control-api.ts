import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { z } from 'zod'
import { Fault } from '../ssh/faults.ts'
import { HostError, type HostErrorReason } from './host-error.ts'
import { answerServerCall, type ServerControls } from './server-controls.ts'
import type { StageRuntime } from './stage-runtime.ts'

export interface ControlApiOptions {
  /** By `system/stage`. */
  readonly stages: ReadonlyMap<string, StageRuntime>
  /** Bearer token every call must carry. */
  readonly token: string
  /** What runs on a stage beside processes, by `system/stage/component`. */
  readonly services: ReadonlyMap<string, Service>
  readonly outside: OutsideAccess
  /** Hosts that are reached by SSH, by `system/stage`. */
  readonly servers?: ServerControls
}

/** How a stage is reached from outside: the edge's loopback port, and the authority its certificates come from. */
export interface OutsideAccess {
  readonly port: number
  readonly caFile: string
}

/** Something that can be switched off and on, such as a database or a cron job. */
export interface Service {
  start(): Promise<void>
  stop(): Promise<void>
  /** Of a job that reports itself. */
  setPingUrl?(url: string | null): Promise<void>
}

const maxBodyBytes = 65_536
const maxInstances = 4

const ReleaseBody = z.strictObject({
  system: z.string(),
  stage: z.string(),
  commit: z.string().regex(/^[0-9a-f]{7,40}$/, 'is not a commit'),
  directory: z.string().optional(),
  instances: z.record(z.string(), z.int().min(1).max(maxInstances)).optional(),
  overlap: z.boolean().optional(),
  components: z.array(z.string()).min(1).optional(),
})
const HeartbeatBody = z.strictObject({ url: z.url({ protocol: /^https?$/ }).nullable() })

const FaultBody = z.strictObject({ fault: Fault.nullable() })

const statusOf: Record<HostErrorReason, number> = {
  invalid_request: 400,
  unauthorized: 401,
  unknown_stage: 404,
  unknown_component: 404,
  unknown_commit: 404,
  not_a_release: 422,
  start_failed: 422,
}

/** The host's HTTP interface: deploy, migrate, look at, stop, start, kill, set heartbeat URLs. */
export function createControlApi(options: ControlApiOptions): RequestListener {
  return (request, response) => {
    answer(options, request)
      .then((body) => send(response, 200, body))
      .catch((error: unknown) => sendError(response, error))
  }
}

async function answer(options: ControlApiOptions, request: IncomingMessage): Promise<unknown> {
  requireToken(request, options.token)
  const path = new URL(request.url ?? '/', 'http://host').pathname
  const [area = '', ...segments] = path.slice(1).split('/').map(decodeURIComponent)
  switch (`${request.method} ${area}`) {
    case 'POST deploy': {
      const { system, stage, ...release } = await readBody(request, ReleaseBody)
      return requireStage(options, system, stage).deploy(release)
    }
    case 'POST migrate': {
      const { system, stage, ...release } = await readBody(request, ReleaseBody)
      return requireStage(options, system, stage).migrate(release)
    }
    case 'GET stages':
      return readStages(options, segments)
    case 'POST processes':
      return controlProcess(options, segments)
    case 'PUT heartbeats':
      return setHeartbeat(options, segments, request)
    case 'GET servers':
      return answerServerCall(options.servers, segments, null)
    case 'PUT servers':
      return answerServerCall(options.servers, segments, await readBody(request, FaultBody))
    default:
      throw new HostError('unknown_stage', `There is no ${request.method} ${path}.`)
  }
}

function readStages(options: ControlApiOptions, [system, stage]: string[]) {
  if (system === undefined) return [...options.stages.values()].map((each) => each.report())
  return { ...requireStage(options, system, stage ?? '').report(), outside: options.outside }
}

async function controlProcess(options: ControlApiOptions, segments: string[]) {
  const [system = '', slug = '', component = '', action] = segments
  const stage = requireStage(options, system, slug)
  const service = options.services.get(`${stage.key}/${component}`)
  if (service && action !== 'start') await service.stop()
  else if (service) await service.start()
  else if (action === 'start') await stage.startComponent(component)
  else if (action === 'stop') await stage.stopComponent(component)
  else if (action === 'kill') stage.killComponent(component)
  else throw new HostError('invalid_request', 'A process can be started, stopped or killed.')
  return stage.report()
}

async function setHeartbeat(
  options: ControlApiOptions,
  segments: string[],
  request: IncomingMessage,
) {
  const [system = '', slug = '', component = ''] = segments
  const { url } = await readBody(request, HeartbeatBody)
  const stage = requireStage(options, system, slug)
  const job = options.services.get(`${stage.key}/${component}`)
  if (job?.setPingUrl) await job.setPingUrl(url)
  else await stage.setHeartbeatUrl(component, url)
  return stage.report()
}

function requireStage({ stages }: ControlApiOptions, system: string, stage: string) {
  const runtime = stages.get(`${system}/${stage}`)
  if (!runtime) throw new HostError('unknown_stage', `There is no stage "${system}/${stage}".`)
  return runtime
}

function requireToken(request: IncomingMessage, token: string) {
  const given = Buffer.from(request.headers.authorization ?? '')
  const expected = Buffer.from(`Bearer ${token}`)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new HostError('unauthorized', 'The host needs its token.')
  }
}

async function readBody<Body>(request: IncomingMessage, schema: z.ZodType<Body>): Promise<Body> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBodyBytes) throw new HostError('invalid_request', 'The body is too large.')
    chunks.push(chunk)
  }
  try {
    return schema.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')))
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : 'The body is not JSON.'
    throw new HostError('invalid_request', reason)
  }
}

function send(response: ServerResponse, status: number, body: unknown) {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

function sendError(response: ServerResponse, error: unknown) {
  if (error instanceof HostError) {
    send(response, statusOf[error.reason], {
      error: error.reason,
      message: error.message,
      log: error.log,
    })
    return
  }
  console.error(error)
  send(response, 500, { error: 'internal', message: String(error), log: [] })
}
