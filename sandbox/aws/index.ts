import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { answerCall, type Transmission } from './answer.ts'
import { type AwsContent, type AwsContentOptions, createContent } from './content.ts'
import { answerControl, controlPrefix } from './control.ts'
import { type AwsFaults, createFaults } from './faults.ts'
import { type AwsLedger, createLedger } from './ledger.ts'
import { type AwsRole, type AwsUser, createPrincipals } from './principals.ts'
import { createServices } from './services.ts'
import { transmit } from './transmit.ts'
import type { AwsStages, AwsWorld } from './world.ts'

export type { AwsFault } from './faults.ts'
export type { AwsLedgerEntry } from './ledger.ts'
export type { AwsStages, BuiltVersion } from './world.ts'

export interface AwsStandInOptions {
  /** Folder for what must survive a restart. */
  readonly folder: string
  readonly stages: AwsStages
  readonly users: readonly AwsUser[]
  readonly roles: readonly AwsRole[]
  /** Databases, buckets, distributions and secrets; none when left out. */
  readonly content?: AwsContentOptions
  /** Default `000000000042`. */
  readonly accountId?: string
  /** Switched on for the account. Default Frankfurt, Ireland and North Virginia. */
  readonly regions?: readonly string[]
  /** Default: any free port. */
  readonly listen?: (server: Server) => Promise<number>
  readonly clock?: () => Date
}

export interface AwsStandIn {
  /** `AWS_ENDPOINT_URL` of every service. */
  readonly url: string
  readonly accountId: string
  readonly control: { readonly url: string; readonly token: string }
  readonly faults: AwsFaults
  readonly ledger: AwsLedger
  readonly content: AwsContent
  /** Ends the sessions of a role and lets nobody take it again. */
  revokeRole(name: string): void
  close(): Promise<void>
}

/** Starts one server that speaks for all services of AWS the product uses. */
export async function startAws(options: AwsStandInOptions): Promise<AwsStandIn> {
  mkdirSync(options.folder, { recursive: true })
  const world = createWorld(options)
  const faults = createFaults()
  const ledger = createLedger(world.now)
  const token = randomBytes(24).toString('base64url')
  const serving = { world, services: createServices(world), faults, ledger }
  const answer = (request: IncomingMessage): Promise<Transmission> =>
    request.url?.startsWith(controlPrefix)
      ? answerControl({ token, faults, ledger }, request).then((it) => ({
          kind: 'answer',
          answer: it,
        }))
      : answerCall(serving, request)
  const server = createServer((request, response) => {
    answer(request)
      .then((transmission) => transmit(response, transmission))
      .catch((error: unknown) => {
        console.error(error)
        response.destroy()
      })
  })
  const port = await (options.listen ?? listenAnywhere)(server)
  const url = `http://127.0.0.1:${port}`
  return {
    url,
    accountId: world.accountId,
    control: { url: `${url}/_sandbox`, token },
    faults,
    ledger,
    content: world.content,
    revokeRole: world.principals.revokeRole,
    close: () => stopListening(server),
  }
}

function createWorld(options: AwsStandInOptions): AwsWorld {
  const { folder, stages, users, roles, accountId = '000000000042' } = options
  const now = options.clock ?? (() => new Date())
  return {
    accountId,
    regions: options.regions ?? ['eu-central-1', 'eu-west-1', 'us-east-1'],
    principals: createPrincipals(accountId, users, roles, now),
    stages,
    content: createContent(options.content ?? {}, folder, now),
    folder,
    now,
  }
}

function listenAnywhere(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host: '127.0.0.1', port: 0 }, () => {
      const address = server.address()
      if (address === null || typeof address === 'string') reject(new Error('Not a TCP server.'))
      else resolve(address.port)
    })
  })
}

function stopListening(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
