import { execFileSync } from 'node:child_process'
import { readdirSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findText } from '#scripts/lib/private-file.ts'
import { Problem } from '#scripts/lib/problem.ts'

/**
 * Ends whatever still serves this data folder and removes the pid file it left.
 * PostgreSQL trusts a pid file whose number is in use, even by an unrelated process of the same account.
 */
export async function stopLeftoverServer(dataFolder: string): Promise<void> {
  const pidFile = join(dataFolder, 'postmaster.pid')
  const postmaster = Number(findText(pidFile)?.split('\n')[0])
  const found = findProcessesIn(dataFolder)
  if (found.includes(postmaster)) {
    sendSignal(postmaster, 'SIGINT')
    await waitUntilGone(dataFolder, 10_000)
  }
  for (const pid of findProcessesIn(dataFolder)) sendSignal(pid, 'SIGKILL')
  await waitUntilGone(dataFolder, 5_000)
  const stubborn = findProcessesIn(dataFolder)[0]
  if (stubborn !== undefined) {
    throw new Problem(
      `Process ${stubborn} still uses the database in ${dataFolder} and cannot be ended: end it and start again.`,
    )
  }
  rmSync(pidFile, { force: true })
}

async function waitUntilGone(dataFolder: string, timeoutMs: number): Promise<void> {
  const deadline = Date.now() + timeoutMs
  while (Date.now() < deadline && findProcessesIn(dataFolder).length > 0) await sleep(50)
}

/** PostgreSQL's processes are the only ones that make a data folder their working directory. */
function findProcessesIn(dataFolder: string): number[] {
  if (process.platform !== 'linux') return findByCommand(dataFolder)
  const folder = realpathSync(dataFolder)
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && findWorkingFolder(name) === folder)
    .map(Number)
}

function findWorkingFolder(pid: string): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return null
  }
}

function findByCommand(dataFolder: string): number[] {
  return execFileSync('ps', ['-axo', 'pid=,command='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => /\d+ \S*postgres /.test(line) && line.includes(` -D ${dataFolder} `))
    .map((line) => Number.parseInt(line, 10))
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // Already gone, which is what was wanted.
  }
}
