import { processActions } from '../process-port.ts'
import {
  askProxy,
  type Command,
  canRead,
  containerEngines,
  controlUnit,
  describeCheckout,
  doNothing,
  followContainerLog,
  followJournal,
  inspectContainers,
  listFiles,
  readCheckoutTime,
  readClock,
  readContainerLog,
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
import { listContainers, listFolders, listUnits, type SingleHostTarget } from './target.ts'

/**
 * A script for `restrict,command="…"` in authorized_keys: it runs exactly the lines the portal sends for this target
 * and refuses every other. `environmentFiles` hold the settings of its units.
 */
export function toGateScript(
  target: SingleHostTarget,
  environmentFiles: readonly string[],
): string {
  const units = listUnits(target).map(({ unit }) => unit)
  const containers = listContainers(target).map(({ container }) => container)
  const patterns = [
    ...listCommands(target, environmentFiles).map((command) => toPattern(toShellLine(command))),
    ...(units.length > 0 ? toJournalPatterns(units) : []),
    ...(containers.length > 0 ? toContainerPatterns(containers) : []),
    // Names and sizes alone, of whatever folder a backup policy names.
    toPattern(toShellLine(listFiles('/FOLDER'))).replace('/FOLDER', '/[A-Za-z0-9._/-]*'),
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

function listCommands(
  target: SingleHostTarget,
  environmentFiles: readonly string[],
): readonly Command[] {
  const units = listUnits(target).map(({ unit }) => unit)
  const containers = listContainers(target).map(({ container }) => container)
  const { repository } = target
  return [
    doNothing,
    readClock,
    readOsRelease,
    readSystemState,
    readDiskUse(listFolders(target)),
    ...(repository
      ? [describeCheckout(repository), readHead(repository), readCheckoutTime(repository)]
      : []),
    ...(units.length > 0 ? [askProxy, showUnits(units)] : []),
    ...units.map(showEnvironment),
    ...(containers.length > 0
      ? containerEngines.map((engine) => inspectContainers(engine, containers))
      : []),
    ...environmentFiles.flatMap((file) => [readFile(file), canRead(file)]),
    ...(target.backupUnit ? [startUnit(target.backupUnit)] : []),
    ...units.flatMap((unit) => processActions.map((action) => controlUnit(action, unit))),
    ...(target.databaseUnit ? [controlUnit('restart', target.databaseUnit)] : []),
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

const anyTime = { since: 'TIME', until: 'TIME' }

/** Lines of any of the containers, from any time on. */
function toContainerPatterns(containers: readonly string[]): readonly string[] {
  const anyOf = containers.map(toPattern).join('|')
  const [engine] = containerEngines
  const commands = [
    readContainerLog(engine, 'NAME', { lines: 0 }),
    readContainerLog(engine, 'NAME', { since: 'TIME', lines: 0 }),
    readContainerLog(engine, 'NAME', anyTime),
    followContainerLog(engine, 'NAME', null),
    followContainerLog(engine, 'NAME', 'TIME'),
  ]
  return commands.map((command) =>
    toPattern(toShellLine(command))
      .replace(` ${engine} `, ` (${containerEngines.join('|')}) `)
      .replaceAll('TIME', '[0-9T:.Z+-]+')
      .replace('--tail=0', '--tail=[0-9]+')
      .replace(/NAME$/, `(${anyOf})`),
  )
}

function toPattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}
