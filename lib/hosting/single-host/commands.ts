import type { ProcessAction } from '../process-port.ts'

/** A program and its arguments. Every command the portal ever sends to a host is made in this file. */
export type Command = readonly [program: string, ...parameters: string[]]

const unitProperties = [
  'LoadState',
  'ActiveState',
  'SubState',
  'Result',
  'NRestarts',
  'MainPID',
  'ExecMainStatus',
  'ActiveEnterTimestamp',
]

const journalFields = [
  'MESSAGE',
  'PRIORITY',
  '_PID',
  '_SYSTEMD_UNIT',
  'UNIT',
  '_TRANSPORT',
  'SYSLOG_IDENTIFIER',
]

/** One block of properties for each unit, in this order. */
export const showUnits = (units: readonly string[]): Command => [
  'systemctl',
  'show',
  `--property=${unitProperties.join(',')}`,
  '--',
  ...units,
]

export const showEnvironment = (unit: string): Command => [
  'systemctl',
  'show',
  '--property=EnvironmentFiles,Environment',
  '--',
  unit,
]

export const readSystemState: Command = ['systemctl', 'is-system-running']

/** Asks systemd to start the unit and does not wait for its end; needs a sudo rule for exactly this line. */
export const startUnit = (unit: string): Command => [
  'sudo',
  '-n',
  'systemctl',
  'start',
  '--no-block',
  '--',
  unit,
]

/** Stops, starts, restarts or kills a unit; needs a sudo rule for exactly this line. */
export const controlUnit = (action: ProcessAction, unit: string): Command => [
  'sudo',
  '-n',
  'systemctl',
  action,
  ...(action === 'kill' ? ['--signal=SIGKILL'] : []),
  '--',
  unit,
]

export const containerEngines = ['docker', 'podman'] as const

export type ContainerEngine = (typeof containerEngines)[number]

const containerFormat = [
  '.Name',
  '.State.Status',
  '.State.StartedAt',
  '.RestartCount',
  '.Image',
  '.Config.Image',
  'index .Config.Labels "org.opencontainers.image.version"',
  'index .Config.Labels "org.opencontainers.image.revision"',
]
  .map((expression) => `{{${expression}}}`)
  .join('|')

/** One line for each container that exists. Only what is needed: the whole answer would hold its environment. */
export const inspectContainers = (
  engine: ContainerEngine,
  containers: readonly string[],
): Command => [engine, 'inspect', '--type=container', `--format=${containerFormat}`, ...containers]

export interface ContainerLogWindow {
  /** RFC 3339; from the first line on when left out. */
  readonly since?: string
  readonly until?: string
  /** So many of the newest; all when left out. */
  readonly lines?: number
}

/** Oldest line first, each behind its time. */
export const readContainerLog = (
  engine: ContainerEngine,
  container: string,
  { since, until, lines }: ContainerLogWindow,
): Command => [
  ...containerLog(engine),
  ...(since === undefined ? [] : [`--since=${since}`]),
  ...(until === undefined ? [] : [`--until=${until}`]),
  ...(lines === undefined ? [] : [`--tail=${lines}`]),
  container,
]

export const followContainerLog = (
  engine: ContainerEngine,
  container: string,
  since: string | null,
): Command => [
  ...containerLog(engine),
  '--follow',
  ...(since === null ? [] : [`--since=${since}`]),
  container,
]

// What a container prints as errors comes as errors; behind each other, both keep the order they were printed in:
// https://docs.docker.com/reference/cli/docker/container/logs/
function containerLog(engine: ContainerEngine): Command {
  return ['sh', '-c', 'exec "$0" "$@" 2>&1', engine, 'logs', '--timestamps']
}

export const describeCheckout = (folder: string): Command => [
  'git',
  '-C',
  folder,
  'describe',
  '--tags',
  '--always',
  '--dirty',
]

export const readHead = (folder: string): Command => ['git', '-C', folder, 'rev-parse', 'HEAD']

/** Seconds since 1970 at which the checkout's head last moved. */
export const readCheckoutTime = (folder: string): Command => [
  'stat',
  '--format=%Y',
  '--',
  `${folder}/.git/logs/HEAD`,
]

export const readDiskUse = (paths: readonly string[]): Command => ['df', '-P', '-k', '--', ...paths]

export const askProxy: Command = ['curl', '-fsS', '-o', '/dev/null', '-m', '5', 'http://127.0.0.1/']

/** Shows that the host is reached and lets commands run. */
export const doNothing: Command = ['true']

export const readClock: Command = ['date', '+%s']

export const readOsRelease: Command = ['cat', '/etc/os-release']

export const readFile = (path: string): Command => ['cat', '--', path]

export const canRead = (path: string): Command => ['test', '-r', path]

/** Size, time of the last change and name of each file; a slash, which no name holds, ends each. */
export const listFiles = (folder: string): Command => [
  'find',
  '-H',
  folder,
  '-maxdepth',
  '1',
  '-type',
  'f',
  '-printf',
  '%s,%T@,%f/',
]

/** Newest entries first. Times are seconds since 1970. */
export const readJournal = (
  units: readonly string[],
  { since, until, lines }: { since: number; until: number; lines: number },
): Command => [
  ...journal(units),
  '--reverse',
  `--since=@${since.toFixed(3)}`,
  `--until=@${until.toFixed(3)}`,
  `--lines=${lines}`,
]

export const readNewestEntry = (units: readonly string[]): Command => [
  ...journal(units),
  '--lines=1',
]

/** Where a journal is followed from: behind an entry, from a time on (seconds since 1970), or from its start. */
export type JournalPosition =
  | { readonly kind: 'cursor'; readonly cursor: string }
  | { readonly kind: 'time'; readonly since: number }
  | { readonly kind: 'start' }

export const followJournal = (units: readonly string[], position: JournalPosition): Command => [
  ...journal(units),
  '--follow',
  '--no-tail',
  ...toPositionFlag(position),
]

function toPositionFlag(position: JournalPosition): string[] {
  if (position.kind === 'cursor') return [`--after-cursor=${position.cursor}`]
  return position.kind === 'time' ? [`--since=@${position.since.toFixed(6)}`] : []
}

// Without --all, journalctl leaves out fields longer than 4 096 bytes; with --quiet it would not say that it may not
// read the journal: https://man7.org/linux/man-pages/man1/journalctl.1.html
function journal(units: readonly string[]): Command {
  return [
    'journalctl',
    '--output=json',
    '--no-pager',
    '--all',
    `--output-fields=${journalFields.join(',')}`,
    ...units.map((unit) => `--unit=${unit}`),
  ]
}
