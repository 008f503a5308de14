import type { StageRuntime } from '../../host/stage-runtime.ts'
import { findProcess, type ServerHost, type Session } from '../server-host.ts'

/** `systemctl show --property=… -- UNIT…` and `systemctl is-system-running`. */
export function systemctl(parameters: readonly string[], session: Session): number {
  const [verb, ...rest] = parameters
  if (verb === 'is-system-running' && rest.length === 0) return sayState(session)
  const [flag = '', guard, ...units] = rest
  const wanted = /^--property=([A-Za-z,]+)$/.exec(flag)?.[1]?.split(',')
  if (verb !== 'show' || !wanted || guard !== '--' || units.length === 0) {
    session.complain(`Unknown command verb ${verb ?? ''}.\n`)
    return 1
  }
  const blocks = units.map((unit) => {
    const properties = toProperties(session.host, unit)
    return wanted.map((name) => `${name}=${properties[name] ?? ''}\n`).join('')
  })
  session.write(blocks.join('\n'))
  return 0
}

/** What sudoers allows: starting the backup, and stopping, starting, restarting and killing the stage's own units. */
export async function sudo(
  parameters: readonly string[],
  { host, complain }: Session,
): Promise<number> {
  const line = parameters.join(' ')
  if (line === `-n systemctl start --no-block -- ${host.server.backups.unit}`) {
    host.backUp()
    return 0
  }
  const [, action = '', unit = ''] =
    /^-n systemctl (stop|start|restart|kill --signal=SIGKILL) -- (\S+)$/.exec(line) ?? []
  if (action === 'restart' && unit === host.server.databaseUnit) {
    await host.restartDatabase()
    return 0
  }
  const component = host.server.units[unit]
  if (!component) {
    complain('sudo: a password is required\n')
    return 1
  }
  await control(host.stage, component, action.split(' ', 1)[0] ?? '')
  return 0
}

async function control(stage: StageRuntime, component: string, action: string): Promise<void> {
  if (action === 'kill') return stage.killComponent(component)
  if (action !== 'start') await stage.stopComponent(component)
  if (action !== 'stop') await stage.startComponent(component)
}

function sayState({ host, write }: Session): number {
  const isWell = Object.keys(host.server.units).every(
    (unit) => findProcess(host, unit)?.status === 'running',
  )
  write(isWell ? 'running\n' : 'degraded\n')
  return isWell ? 0 : 1
}

const states = {
  running: ['active', 'running'],
  starting: ['activating', 'start'],
  restarting: ['activating', 'auto-restart'],
  stopped: ['inactive', 'dead'],
} as const

const dead = { LoadState: 'loaded', ActiveState: 'inactive', SubState: 'dead', Result: 'success' }

function toProperties(host: ServerHost, unit: string): Readonly<Record<string, string>> {
  const process = findProcess(host, unit)
  if (!process) {
    return unit === host.server.backups.unit ? dead : { ...dead, LoadState: 'not-found' }
  }
  const [active, sub] = states[process.status]
  const file = host.server.environmentFiles[unit]
  return {
    LoadState: 'loaded',
    ActiveState: active,
    SubState: sub,
    Result: process.status === 'restarting' ? 'exit-code' : 'success',
    ExecMainStatus: process.status === 'restarting' ? '1' : '0',
    NRestarts: String(process.restarts),
    MainPID: String(process.pid ?? 0),
    ActiveEnterTimestamp: process.startedAt ? toTimestamp(new Date(process.startedAt)) : 'n/a',
    Environment: 'NODE_ENV=production',
    EnvironmentFiles: file ? `${file} (ignore_errors=no)` : '',
  }
}

/** `Sat 2026-11-21 13:54:19 UTC`. */
function toTimestamp(at: Date) {
  const day = at.toLocaleDateString('en-US', { weekday: 'short', timeZone: 'UTC' })
  return `${day} ${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`
}
