import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { findText, writePrivateFile } from '#scripts/lib/private-file.ts'
import {
  findProcess,
  isRunning,
  type ProcessIdentity,
  processIdentitySchema,
} from '#scripts/lib/process-identity.ts'
import { signalGroup } from '#scripts/lib/spawn-node.ts'
import type { Home } from './home.ts'

const patienceMs = 8_000

/** Writes down which processes this home has, for a next start that finds them left over. */
export function recordProcesses(home: Home, pids: readonly number[]): void {
  const identities = pids.map(findProcess).filter((identity) => identity !== null)
  writePrivateFile(getFile(home), JSON.stringify(identities))
}

/** Ends processes of an earlier start of this home that was killed before it could do so. */
export async function endLeftovers(home: Home): Promise<void> {
  const known = findText(getFile(home))
  if (known === null) return
  const recorded = z.array(processIdentitySchema).safeParse(JSON.parse(known))
  const left = recorded.success ? recorded.data.filter(isRunning) : []
  for (const { pid } of left) signalGroup(pid, 'SIGTERM')
  await waitUntilGone(left)
  for (const { pid } of left.filter(isRunning)) signalGroup(pid, 'SIGKILL')
  await waitUntilGone(left)
}

async function waitUntilGone(left: readonly ProcessIdentity[]): Promise<void> {
  const deadline = Date.now() + patienceMs
  while (left.some(isRunning) && Date.now() < deadline) await sleep(50)
}

function getFile(home: Home): string {
  return home.path('run', 'processes.json')
}
