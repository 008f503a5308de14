import { readdirSync, readFileSync } from 'node:fs'

/** False for a zombie: it has a number and does nothing. */
export function isRunning(pid: number) {
  return readStatus(pid, /^State:\s+([^Z])/m) !== null
}

/** Children of the process, their children, and so on. */
export function listDescendants(pid: number): number[] {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), Number(readStatus(Number(name), /^PPid:\s+(\d+)/m))]),
  )
  const listBelow = (parent: number): number[] =>
    [...parents]
      .filter(([, each]) => each === parent)
      .flatMap(([child]) => [child, ...listBelow(child)])
  return listBelow(pid)
}

/** Program and arguments; empty once the process is gone. */
export function readCommand(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return ''
  }
}

function readStatus(pid: number, pattern: RegExp): string | null {
  try {
    return pattern.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? null
  } catch {
    return null
  }
}
