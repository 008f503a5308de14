import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { waitFor } from './wait-for.ts'

/** A folder by which a test and a script of a workflow speak to each other. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'leitstand-run-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A script that starts a child, writes both process ids, and waits for the file `go`. */
export function toWaitingScript(folder: string): string {
  return `sleep 300 & echo $! > ${folder}/child
echo $$ > ${folder}/pid
until [ -e ${folder}/go ]; do sleep 0.05; done
kill %1`
}

export function readPid(folder: string, name: 'pid' | 'child'): Promise<number> {
  const file = join(folder, name)
  return waitFor(() => (existsSync(file) && Number(readFileSync(file, 'utf8'))) || null)
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
