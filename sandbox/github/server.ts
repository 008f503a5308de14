import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { approvalRoutes } from './actions/approval-routes.ts'
import { jobRoutes } from './actions/job-routes.ts'
import { createLogLinks } from './actions/log-links.ts'
import { runRoutes } from './actions/run-routes.ts'
import { workflowRoutes } from './actions/workflow-routes.ts'
import { ensureInstallation, getInstallationId } from './apps/installation.ts'
import { createInstallationControl, type InstallationControl } from './apps/installation-control.ts'
import { appRoutes } from './apps/routes.ts'
import { checkRoutes } from './checks/routes.ts'
import { controlRoutes } from './control/routes.ts'
import { deploymentRoutes } from './deployments/routes.ts'
import { createEngine, type Engine } from './engine/engine.ts'
import { environmentRoutes } from './environments/routes.ts'
import { createFaults, type Faults } from './faults/faults.ts'
import { createRateLimit, type RateLimit } from './http/rate-limit.ts'
import type { Route } from './http/route.ts'
import { createListener } from './http/serve.ts'
import { createLedger, type Ledger } from './ledger/ledger.ts'
import { metaRoutes } from './meta-routes.ts'
import { oauthRoutes } from './oauth/routes.ts'
import type { GitHubOptions, WebhookTarget } from './options.ts'
import { peopleRoutes } from './people/routes.ts'
import { commitRoutes } from './repositories/commit-routes.ts'
import { contentsRoutes } from './repositories/contents-routes.ts'
import { requireGit } from './repositories/git.ts'
import { gitDataRoutes } from './repositories/git-data-routes.ts'
import { pullRequestRoutes } from './repositories/pull-request-routes.ts'
import {
  createRepositoryControl,
  type RepositoryControl,
} from './repositories/repository-control.ts'
import { repositoryRoutes } from './repositories/routes.ts'
import { type ReferenceWatch, watchReferences } from './repositories/watch-references.ts'
import { createShellRunner } from './runner/shell-runner.ts'
import { openStore } from './store/store.ts'
import { pullRequestPageRoutes } from './web/pull-request-routes.ts'
import { webRoutes } from './web/routes.ts'
import { createPublisher, type Publisher } from './webhooks/publisher.ts'
import { webhookRoutes } from './webhooks/routes.ts'
import type { World } from './world.ts'

export interface GitHubServer {
  /** `{origin}/api/v3`; the same routes answer at the origin itself. */
  readonly apiUrl: string
  /** Origin of pages and of the sign-in. */
  readonly webUrl: string
  /** The control plane for other processes; the token goes into `x-sandbox-token`. */
  readonly control: { readonly url: string; readonly token: string }
  readonly ledger: Ledger
  readonly faults: Faults
  readonly repositories: RepositoryControl
  readonly installation: InstallationControl
  /** Replaces the receivers of webhooks. */
  setWebhookTargets(targets: readonly WebhookTarget[]): void
  /** Ends jobs that execute, lets deliveries finish, and stops listening. */
  close(): Promise<void>
}

/** Starts the stand-in. Rejects with one clear sentence when it cannot work here. */
export async function startGitHub(options: GitHubOptions): Promise<GitHubServer> {
  await requireGit()
  const server = createServer()
  const port = await (options.listen ?? ((it) => listen(it, options.port ?? 0)))(server)
  const web = options.publicBaseUrl ?? `http://127.0.0.1:${port}`
  const faults = createFaults()
  const publisher = createPublisher(() => world, faults)
  publisher.setTargets(options.webhookTargets ?? [])
  const world = createWorld(options, web, publisher)
  const ledger = createLedger(world.now, options.correlationInput ?? 'portal_run_id')
  const engine = createEngine(world, options.runner ?? createDefaultRunner(options))
  const watch = await watchReferences(world)
  const controls = {
    ledger,
    faults,
    publisher,
    repositories: createRepositoryControl(world, watch),
    installation: createInstallationControl(world),
  }
  const rateLimit = createRateLimit(world.now)
  const controlToken = randomBytes(24).toString('base64url')
  const routes = createRoutes(world, { engine, publisher, rateLimit, watch })
  const serving = {
    world,
    routes,
    controlRoutes: controlRoutes(world, controls),
    controlToken,
    ledger,
    faults,
    rateLimit,
  }
  server.on('request', createListener(serving))
  engine.resume()
  return {
    apiUrl: world.urls.api,
    webUrl: web,
    control: { url: `${web}/_sandbox`, token: controlToken },
    ledger,
    faults,
    repositories: controls.repositories,
    installation: controls.installation,
    setWebhookTargets: publisher.setTargets,
    async close() {
      watch.stop()
      await engine.stop()
      await publisher.stop()
      await stopListening(server)
    },
  }
}

interface Services {
  readonly engine: Engine
  readonly publisher: Publisher
  readonly rateLimit: RateLimit
  readonly watch: ReferenceWatch
}

/** Routes of the API come first: pages are whatever is left. */
function createRoutes(world: World, { engine, publisher, rateLimit, watch }: Services): Route[] {
  const logLinks = createLogLinks(world)
  return [
    ...metaRoutes(world, rateLimit),
    ...peopleRoutes(world),
    ...appRoutes(world),
    ...webhookRoutes(world, publisher),
    ...oauthRoutes(world),
    ...repositoryRoutes(world),
    ...checkRoutes(world),
    ...gitDataRoutes(world, watch),
    ...pullRequestRoutes(world, watch),
    ...commitRoutes(world),
    ...contentsRoutes(world, watch),
    ...workflowRoutes(world, engine),
    ...runRoutes(world, engine),
    ...jobRoutes(world, logLinks),
    ...approvalRoutes(world, engine),
    ...environmentRoutes(world),
    ...deploymentRoutes(world),
    logLinks.route,
    ...pullRequestPageRoutes(world, watch),
    ...webRoutes(world),
  ]
}

function createWorld(options: GitHubOptions, web: string, publisher: Publisher): World {
  const now = options.clock ?? (() => new Date())
  const store = openStore(options.dataDir, getInstallationId({ options }))
  ensureInstallation(store, getInstallationId({ options }), now())
  return { options, store, now, urls: { web, api: `${web}/api/v3` }, publish: publisher.publish }
}

function createDefaultRunner({ dataDir, runnerEnvironment }: GitHubOptions) {
  return createShellRunner({ workDir: join(dataDir, 'work'), environment: runnerEnvironment })
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host: '127.0.0.1', port }, () => {
      const address = server.address()
      if (address === null || typeof address === 'string')
        reject(new Error('The stand-in listens on no port.'))
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
