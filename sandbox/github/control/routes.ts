import { z } from 'zod'
import type { InstallationControl } from '../apps/installation-control.ts'
import { faultSchema } from '../faults/fault.ts'
import type { Faults } from '../faults/faults.ts'
import { json, noContent, ok } from '../http/answer.ts'
import { type Call, getBody, getIdParam, getParam } from '../http/call.ts'
import { unprocessable } from '../http/failure.ts'
import { type Route, route } from '../http/route.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { RepositoryControl } from '../repositories/repository-control.ts'
import { publishPing } from '../webhooks/ping.ts'
import type { Publisher } from '../webhooks/publisher.ts'
import type { World } from '../world.ts'

export interface Controls {
  readonly ledger: Ledger
  readonly faults: Faults
  readonly repositories: RepositoryControl
  readonly installation: InstallationControl
  readonly publisher: Publisher
}

const checkSchema = z.strictObject({
  name: z.string(),
  conclusion: z.enum(['success', 'failure', 'neutral', 'cancelled', 'skipped']).nullable(),
  kind: z.enum(['check', 'status']).optional(),
})
const pushSchema = z.strictObject({
  branch: z.string().default('main'),
  message: z.string(),
  files: z.record(z.string(), z.string().nullable()),
  author: z.strictObject({ name: z.string(), email: z.string() }).optional(),
  tag: z.string().optional(),
})
const targetSchema = z.strictObject({
  url: z.url(),
  secret: z.string(),
  events: z.array(z.string()).optional(),
})

/** The control plane below `/_sandbox`: what is in the handle, for other processes. */
export function controlRoutes(world: World, controls: Controls): Route[] {
  const { installation, publisher } = controls
  return [
    ...observationRoutes(controls),
    ...repositoryControlRoutes(controls),
    control('PUT', '/webhook-targets', (call) => {
      publisher.setTargets(getBody(call, z.array(targetSchema)))
      return noContent()
    }),
    control('POST', '/ping', () => {
      publishPing(world)
      return json(202, {})
    }),
    control('POST', '/installation/:action', (call) => {
      const action = z.enum(['suspend', 'unsuspend', 'remove']).safeParse(getParam(call, 'action'))
      if (!action.success)
        throw unprocessable('An installation can be suspended, unsuspended and removed.')
      installation[action.data]()
      return noContent()
    }),
  ]
}

function observationRoutes({ ledger, faults }: Controls): Route[] {
  return [
    control('GET', '/ledger', () =>
      ok({ entries: ledger.list(), dispatches: ledger.countDispatches() }),
    ),
    control('DELETE', '/ledger', () => {
      ledger.clear()
      return noContent()
    }),
    control('GET', '/faults', () => ok(faults.list())),
    control('POST', '/faults', (call) => json(201, faults.add(getBody(call, faultSchema)))),
    control('DELETE', '/faults', () => {
      faults.clear()
      return noContent()
    }),
  ]
}

function repositoryControlRoutes({ repositories }: Controls): Route[] {
  const getName = (call: Call) => `${getParam(call, 'owner')}/${getParam(call, 'repo')}`
  return [
    control('POST', '/repos/:owner/:repo/push', async (call) =>
      json(201, { sha: await repositories.push(getName(call), getBody(call, pushSchema)) }),
    ),
    control('POST', '/repos/:owner/:repo/rename', (call) => {
      repositories.rename(getName(call), getBody(call, z.strictObject({ name: z.string() })).name)
      return noContent()
    }),
    control('POST', '/repos/:owner/:repo/transfer', (call) => {
      repositories.transfer(
        getName(call),
        getBody(call, z.strictObject({ owner: z.string() })).owner,
      )
      return noContent()
    }),
    control('POST', '/repos/:owner/:repo/archive', (call) => {
      repositories.archive(getName(call))
      return noContent()
    }),
    control('POST', '/repos/:owner/:repo/pulls/:number/merge', async (call) =>
      json(200, {
        sha: await repositories.mergePullRequest(getName(call), getIdParam(call, 'number')),
      }),
    ),
    control('POST', '/repos/:owner/:repo/pulls/:number/close', async (call) => {
      await repositories.closePullRequest(getName(call), getIdParam(call, 'number'))
      return noContent()
    }),
    control('PUT', '/repos/:owner/:repo/checks/*ref', async (call) => {
      await repositories.setChecks(
        getName(call),
        getParam(call, 'ref'),
        getBody(call, z.array(checkSchema)),
      )
      return noContent()
    }),
  ]
}

/** The server asks for the control token before any of these. */
function control(method: string, path: string, handle: Route['handle']): Route {
  return route(method, `/_sandbox${path}`, handle, 'anyone')
}
