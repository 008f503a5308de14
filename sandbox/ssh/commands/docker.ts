import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { type Entry, readEntries } from '../journal.ts'
import { findProcess, type Program, type ServerHost, type Session } from '../server-host.ts'

const pollMs = 200

const inspectedFields = [
  '.Name',
  '.State.Status',
  '.State.StartedAt',
  '.RestartCount',
  '.Image',
  '.Config.Image',
  'index .Config.Labels "org.opencontainers.image.version"',
  'index .Config.Labels "org.opencontainers.image.revision"',
]

/** `docker inspect` and `docker logs` of the host's containers: each is one of the stage's real processes. */
export const docker: Program = (parameters, session) => {
  const [verb, ...rest] = parameters
  if (verb === 'inspect') return inspect(rest, session)
  if (verb === 'logs') return logs(rest, session)
  session.complain(`docker: '${verb ?? ''}' is not a docker command.\n`)
  return 1
}

/** `docker inspect --type=container --format=… NAME…`: what exists is told even when something else does not. */
function inspect(parameters: readonly string[], { host, write, complain }: Session): number {
  const [type, format, ...names] = parameters
  const wanted = inspectedFields.map((field) => `{{${field}}}`).join('|')
  if (type !== '--type=container' || format !== `--format=${wanted}` || names.length === 0) {
    complain('template parsing error\n')
    return 1
  }
  let exitCode = 0
  for (const name of names) {
    const fields = toFields(host, name)
    if (fields) {
      write(`${fields.join('|')}\n`)
    } else {
      complain(`Error: No such container: ${name}\n`)
      exitCode = 1
    }
  }
  return exitCode
}

const statusOf = {
  running: 'running',
  starting: 'created',
  restarting: 'restarting',
  stopped: 'exited',
} as const

function toFields(host: ServerHost, name: string): readonly string[] | null {
  const process = findContainer(host, name)
  const { release } = host.stage.report()
  if (!process || !release) return null
  const { commit, version } = release
  const image = `registry.example/${host.stage.key.split('/')[0]}/${process.component}:${version}`
  return [
    `/${name}`,
    statusOf[process.status],
    process.startedAt ?? '0001-01-01T00:00:00Z',
    String(process.restarts),
    `sha256:${createHash('sha256').update(image).digest('hex')}`,
    image,
    '<no value>',
    commit,
  ]
}

interface Flags {
  follow: boolean
  timestamps: boolean
  /** Microseconds since 1970. */
  since: number
  until: number
  tail: number | null
}

/** `docker logs --timestamps [--follow] [--since=…] [--until=…] [--tail=…] NAME`. */
async function logs(parameters: readonly string[], session: Session): Promise<number> {
  const name = parameters.at(-1) ?? ''
  const flags = parseFlags(parameters.slice(0, -1))
  if (!flags?.timestamps) {
    session.complain('unknown flag\n')
    return 125
  }
  if (!findContainer(session.host, name)) {
    session.complain(`Error response from daemon: No such container: ${name}\n`)
    return 1
  }
  const all = readEntries(session.host, [name])
  const within = all.filter(({ micros }) => micros >= flags.since && micros <= flags.until)
  const shown = flags.tail === null ? within : flags.tail === 0 ? [] : within.slice(-flags.tail)
  for (const entry of shown) print(entry, session)
  if (flags.follow) await follow(name, all.at(-1)?.micros ?? 0, session)
  return 0
}

/** Until the client goes, or the container ends. */
async function follow(name: string, from: number, session: Session): Promise<void> {
  let last = from
  while (!session.signal.aborted) {
    await wait(pollMs, undefined, { signal: session.signal }).catch(() => undefined)
    const isRunning = findContainer(session.host, name)?.status === 'running'
    for (const entry of readEntries(session.host, [name])) {
      if (entry.micros <= last || session.signal.aborted) continue
      last = entry.micros
      print(entry, session)
    }
    if (!isRunning) return
  }
}

function print({ micros, message }: Entry, { write }: Session): void {
  const seconds = new Date(Math.floor(micros / 1_000)).toISOString().slice(0, 19)
  const nanos = String((micros % 1_000_000) * 1_000).padStart(9, '0')
  write(Buffer.concat([Buffer.from(`${seconds}.${nanos}Z `), message, Buffer.from('\n')]))
}

function findContainer(host: ServerHost, name: string) {
  return host.server.containers?.[name] === undefined ? null : findProcess(host, name)
}

function parseFlags(parameters: readonly string[]): Flags | null {
  const flags: Flags = {
    ...{ follow: false, timestamps: false, tail: null },
    ...{ since: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY },
  }
  for (const parameter of parameters) {
    const [name = '', value = ''] = parameter.split('=')
    if (name === '--follow') flags.follow = true
    else if (name === '--timestamps') flags.timestamps = true
    else if (name === '--since') flags.since = toMicros(value)
    else if (name === '--until') flags.until = toMicros(value)
    else if (name === '--tail') flags.tail = Number(value)
    else return null
  }
  const numbers = [flags.since, flags.until, flags.tail ?? 0]
  return numbers.some(Number.isNaN) ? null : flags
}

/** RFC 3339, with up to nine digits of a second. */
function toMicros(value: string): number {
  const [, seconds, fraction = ''] = /^(.{19})(?:\.(\d{1,9}))?Z$/.exec(value) ?? []
  return Date.parse(`${seconds}Z`) * 1_000 + Math.floor(Number(fraction.padEnd(9, '0')) / 1_000)
}
