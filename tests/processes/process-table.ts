import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

export interface TableEntry {
  readonly pid: number
  readonly command: string
}

/** Every process that names the home: in its arguments, its variables, or as its working directory. */
export function listProcessesOf(home: string): readonly TableEntry[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      const command = read(pid, 'cmdline')
      const names = [command, read(pid, 'environ'), readWorkingFolder(pid)]
      const isRunning = !/^\d+ \(.*\) Z/s.test(read(pid, 'stat'))
      return isRunning && names.some((text) => text.includes(home))
        ? [{ pid: Number(pid), command: command.replaceAll('\0', ' ').trim() }]
        : []
    })
}

/** The oldest process of the home whose command matches; null while there is none. */
export function findProcessOf(home: string, command: RegExp): number | null {
  const found = listProcessesOf(home).filter((entry) => command.test(entry.command))
  return found.length === 0 ? null : Math.min(...found.map(({ pid }) => pid))
}

/** Commands of the parts of a portal, as the process table shows them. */
export const parts = {
  web: /^next-server|next start/,
  worker: /lib\/worker\/main\.ts/,
  database: /^\S+\/bin\/postgres -D/,
  keeper: /^\/bin\/sh -c .*postgres-keeper/s,
  main: /scripts\/start\/main\.ts/,
  entry: /scripts\/start\.mjs/,
} as const

function read(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}

function readWorkingFolder(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return ''
  }
}
