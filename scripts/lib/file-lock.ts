import { linkSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { findText } from './private-file.ts'
import { errorCode } from './problem.ts'
import {
  getOwnProcess,
  isRunning,
  type ProcessIdentity,
  processIdentitySchema,
} from './process-identity.ts'

/**
 * Takes the lock for this process and answers null, or answers who holds it.
 * A holder that no longer runs, however it ended, holds nothing.
 */
export function takeLock(path: string): ProcessIdentity | null {
  const draft = `${path}.${process.pid}.new`
  writeFileSync(draft, JSON.stringify(getOwnProcess()), { mode: 0o600 })
  try {
    for (;;) {
      if (tryLink(draft, path)) return null
      const holder = findLockHolder(path)
      if (holder !== null) return holder
      discardStale(path)
    }
  } finally {
    rmSync(draft, { force: true })
  }
}

export function releaseLock(path: string): void {
  rmSync(path, { force: true })
}

/** Null when nobody who still runs holds it. */
export function findLockHolder(path: string): ProcessIdentity | null {
  const content = findText(path)
  if (content === null) return null
  const holder = processIdentitySchema.safeParse(tryParse(content))
  return holder.success && isRunning(holder.data) ? holder.data : null
}

// A link appears with its content in one step, and only if the name is free.
function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    throw error
  }
}

/** Moves the file aside before deleting it: another process may have replaced it by a live lock meanwhile. */
function discardStale(path: string): void {
  const aside = `${path}.${process.pid}.stale`
  try {
    renameSync(path, aside)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return
    throw error
  }
  if (findLockHolder(aside) !== null) tryLink(aside, path)
  rmSync(aside, { force: true })
}

function tryParse(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    return null
  }
}
