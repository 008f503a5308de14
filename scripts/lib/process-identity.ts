import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { z } from 'zod'

/** A process that cannot be mistaken for a later one with the same number. */
export const processIdentitySchema = z.object({ pid: z.int().positive(), startedAt: z.string() })

export type ProcessIdentity = z.infer<typeof processIdentitySchema>

/** Null when no such process runs; a zombie does not count as running. */
export function findProcess(pid: number): ProcessIdentity | null {
  const startedAt = process.platform === 'linux' ? readLinuxStart(pid) : readOtherStart(pid)
  return startedAt === null ? null : { pid, startedAt }
}

export function getOwnProcess(): ProcessIdentity {
  const own = findProcess(process.pid)
  if (own === null) throw new Error('This process cannot see itself in the process table.')
  return own
}

export function isRunning(identity: ProcessIdentity): boolean {
  return findProcess(identity.pid)?.startedAt === identity.startedAt
}

function readLinuxStart(pid: number): string | null {
  try {
    // The command name is in brackets and may contain spaces: count fields after the last one.
    // https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (fields[0] === 'Z' || fields[0] === 'X') return null
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return `${boot}/${fields[19]}`
  } catch {
    return null
  }
}

function readOtherStart(pid: number): string | null {
  try {
    const start = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
    return start === '' ? null : start
  } catch {
    return null
  }
}
