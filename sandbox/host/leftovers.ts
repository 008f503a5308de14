import { z } from 'zod'
import {
  findProcess,
  isRunning,
  type ProcessIdentity,
  processIdentitySchema,
} from '#scripts/lib/process-identity.ts'
import { findJson, writeJson } from '../files.ts'

const Identities = z.array(processIdentitySchema)

/** Ends what a killed sandbox may have left behind; a process that only inherited the number is spared. */
export function endLeftovers(file: string) {
  for (const identity of Identities.parse(findJson(file) ?? [])) {
    if (isRunning(identity)) endNow(identity.pid)
  }
}

export function recordChildren(file: string, pids: readonly number[]) {
  const identities = pids
    .map(findProcess)
    .filter((identity): identity is ProcessIdentity => identity !== null)
  writeJson(file, identities)
}

function endNow(pid: number) {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended by itself in the meantime.
  }
}
