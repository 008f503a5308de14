import {
  askProxy,
  type Command,
  canList,
  canRead,
  containerEngines,
  describeCheckout,
  doNothing,
  followJournal,
  inspectContainers,
  listFiles,
  readCheckoutTime,
  readClock,
  readDiskUse,
  readFile,
  readHead,
  readJournal,
  readNewestEntry,
  readOsRelease,
  readSystemState,
  showEnvironment,
  showUnits,
  startUnit,
} from './commands.ts'
import { toShellLine } from './shell.ts'
import { listContainers, listUnits, type SingleHostTarget } from './target.ts'

/** What a host must let the portal run for one stage, besides its target. */
export interface GateOptions {
  /** Folders with backups. */
  readonly backupPaths: readonly string[]
  /** Files with settings; each is read as a whole. */
  readonly environmentFiles: readonly string[]
}

/**
 * A script for `restrict,command="…"` in authorized_keys: it runs exactly the lines the portal sends for this target
 * and refuses every other.
 */
export function toGateScript(target: SingleHostTarget, options: GateOptions): string {
  const units = listUnits(target).map(({ unit }) => unit)
  const patterns = [
    ...listCommands(target, options).map((command) => toPattern(toShellLine(command))),
    ...(units.length > 0 ? toJournalPatterns(units) : []),
  ]
  const expressions = patterns.map((pattern) => `  -e '${pattern.replaceAll("'", "'\\''")}'`)
  return [...head, expressions.join(' \\\n'), ...tail].join('\n')
}

const head = [
  '#!/bin/sh',
  '# Runs exactly the commands Leitstand sends to this host and refuses every other.',
  'line=$SSH_ORIGINAL_COMMAND',
  "newline='",
  "'",
  'case $line in *"$newline"*) exit 126 ;; esac',
  `if printf '%s\\n' "$line" | grep -Eqx \\`,
]

const tail = [
  'then exec /bin/sh -c "$line"',
  'fi',
  'echo "refused by the gate of Leitstand" >&2',
  'exit 126',
  '',
]

function listCommands(target: SingleHostTarget, options: GateOptions): readonly Command[] {
  const units = listUnits(target).map(({ unit }) => unit)
  const containers = listContainers(target).map(({ container }) => container)
  const { repository } = target
  return [
    doNothing,
    readClock,
    readOsRelease,
    readSystemState,
    readDiskUse([...new Set(['/', ...(repository ? [repository] : []), ...target.dataPaths])]),
    ...(repository
      ? [describeCheckout(repository), readHead(repository), readCheckoutTime(repository)]
      : []),
    ...(units.length > 0 ? [askProxy, showUnits(units)] : []),
    ...units.map(showEnvironment),
    ...(containers.length > 0
      ? containerEngines.map((engine) => inspectContainers(engine, containers))
      : []),
    ...options.environmentFiles.flatMap((file) => [readFile(file), canRead(file)]),
    ...options.backupPaths.flatMap((path) => [listFiles(path), canList(path)]),
    ...(target.backupUnit ? [startUnit(target.backupUnit)] : []),
  ]
}

const anyUnit = ['UNIT'] as const

const journalCommands: readonly Command[] = [
  readJournal(anyUnit, { since: 0, until: 0, lines: 0 }),
  readNewestEntry(anyUnit),
  followJournal(anyUnit, { kind: 'start' }),
  followJournal(anyUnit, { kind: 'time', since: 0 }),
  followJournal(anyUnit, { kind: 'cursor', cursor: 'CURSOR;' }),
]

/** Any of the units may be read together, at any time, behind any cursor; those are the only places that vary. */
function toJournalPatterns(units: readonly string[]): readonly string[] {
  const anyOf = units.map(toPattern).join('|')
  return journalCommands.map((command) =>
    toPattern(toShellLine(command))
      .replace(' --unit=UNIT', `( --unit=(${anyOf}))+`)
      .replaceAll(/@0\\\.0+/g, '@[0-9.]+')
      .replace('--lines=0', '--lines=[0-9]+')
      .replace('CURSOR;', '[A-Za-z0-9=;]+'),
  )
}

function toPattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}
