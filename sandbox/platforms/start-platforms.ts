import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { PlatformAccess } from '../contract.ts'
import { logHost, startDigitalOcean } from '../digitalocean/index.ts'
import { writeAtomically } from '../files.ts'
import type { Host } from '../host/start-host.ts'
import { toStageAccess } from '../host/to-stage-access.ts'
import type { PortBook } from '../ports.ts'
import type { RestStandIn } from '../rest/start-rest.ts'
import { startSentry } from '../sentry/index.ts'
import { startSupabase } from '../supabase/index.ts'
import { readSource } from '../systems/build-repository.ts'
import { startUptimeRobot } from '../uptimerobot/index.ts'
import { startVercel } from '../vercel/index.ts'

export interface PlatformsOptions {
  readonly home: string
  readonly ports: PortBook
  readonly edge: { readonly port: number; readonly caFile: string }
  readonly host: Pick<Host, 'findStage'>
}

interface Platform {
  readonly api: RestStandIn
  readonly access: PlatformAccess
}

export interface Platforms {
  readonly access: readonly PlatformAccess[]
  /** `host:port=127.0.0.1:port` of addresses that the APIs name in their answers. */
  readonly connectTo: readonly string[]
  stop(): Promise<void>
}

const frontendSettings = [
  'API_URL',
  'AUTH_URL',
  'BILLING_URL',
  'COGNITO_CLIENT_ID',
  'COGNITO_USER_POOL_ID',
]

/** Starts the APIs of DigitalOcean, Vercel, Supabase, UptimeRobot and Sentry over the sample systems. */
export async function startPlatforms(options: PlatformsOptions): Promise<Platforms> {
  const started = await Promise.all([
    toPlatform(options, 'digitalocean', 'dop_v1_', startHackthestudy),
    toPlatform(options, 'vercel', 'vcp_', startEasysks),
    toPlatform(options, 'supabase', 'sbp_', startWhatsgonowProject),
    toPlatform(options, 'uptimerobot', 'ur_', startWhatsgonowMonitors),
    toPlatform(options, 'sentry', 'sntrys_', startMvp),
  ])
  const digitalocean = started[0].api
  return {
    access: started.map(({ access }) => access),
    connectTo: [`${logHost}:80=127.0.0.1:${digitalocean.port}`],
    async stop() {
      await Promise.all(started.map(({ api }) => api.close()))
    },
  }
}

interface Starting extends PlatformsOptions {
  readonly folder: string
  readonly token: string
  readonly listen: (server: Parameters<PortBook['listen']>[1]) => Promise<number>
}

async function toPlatform(
  options: PlatformsOptions,
  platform: string,
  tokenPrefix: string,
  start: (starting: Starting) => Promise<RestStandIn>,
): Promise<Platform> {
  const folder = join(options.home, 'platforms', platform)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const api = await start({
    ...options,
    folder,
    token: openToken(join(folder, 'token'), tokenPrefix),
    listen: (server) => options.ports.listen(platform, server),
  })
  const { url, token, control } = api
  return {
    api,
    access: {
      ...{ platform, setting: `${platform.toUpperCase()}_API_URL`, url, credential: { token } },
      ...{ controlUrl: control.url, controlToken: control.token },
    },
  }
}

function startHackthestudy({ host, ...starting }: Starting) {
  return startDigitalOcean({
    ...starting,
    stage: getStage(host, 'hackthestudy', 'production'),
    spec: parse(readSource('hackthestudy').get('app.spec.yml') ?? ''),
  })
}

function startEasysks({ host, ...starting }: Starting) {
  const domains = { staging: 'staging.easysks.example', production: 'app.easysks.example' }
  return startVercel({
    ...starting,
    projects: Object.entries(domains).map(([stage, domain]) => ({
      name: `easysks-${stage}`,
      component: 'frontend',
      domain,
      stage: getStage(host, 'easysks', stage),
      settings: frontendSettings,
    })),
  })
}

function startWhatsgonowProject({ host, ...starting }: Starting) {
  const { settings } = getStage(host, 'whatsgonow', 'production')
  const databasePort = Number(settings.RDS_PORT)
  return startSupabase({ ...starting, project: 'sandbox', databasePort })
}

function startWhatsgonowMonitors({ edge, ...starting }: Starting) {
  const ca = readFileSync(edge.caFile, 'utf8')
  const hosts = ['dev.whatsgonow.com', 'staging.whatsgonow.com', 'www.whatsgonow.com']
  return startUptimeRobot({
    ...starting,
    monitors: hosts.map((host, index) => ({
      ...{ id: 800_000_001 + index, name: host, url: `https://${host}/health` },
      edge: { port: edge.port, ca },
    })),
  })
}

function startMvp({ host, ...starting }: Starting) {
  const stage = getStage(host, 'mvp', 'staging')
  return startSentry({
    ...starting,
    ...{ organization: 'studio', project: 'mvp', environment: 'staging' },
    logFiles: ['web', 'worker'].map((component) => stage.findLogFile(component)),
  })
}

function getStage(host: Starting['host'], system: string, stage: string) {
  const runtime = host.findStage(system, stage)
  if (!runtime) throw new Error(`There is no sample stage ${system}/${stage}.`)
  return toStageAccess(runtime)
}

function openToken(file: string, prefix: string): string {
  if (!existsSync(file)) writeAtomically(file, prefix + randomBytes(32).toString('hex'), 0o600)
  return readFileSync(file, 'utf8').trim()
}
