import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { checkout, getCommandPath } from './checkout.ts'

const followParent = join(import.meta.dirname, 'follow-parent.mjs')

/**
 * Starts a script on the project's Node as the head of its own process group, so that a Ctrl-C in the
 * terminal reaches only the parent, which then stops its children in order. Ends with its parent.
 */
export function spawnNode(args: readonly string[], env: Readonly<NodeJS.ProcessEnv>): ChildProcess {
  return spawn(process.execPath, ['--import', followParent, ...args], {
    cwd: checkout,
    detached: true,
    env: { ...env, PATH: getCommandPath(), FOLLOW_PARENT: 'yes' },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
}

/** Reaches the process and everything it started; a group that is gone already is fine. */
export function signalGroup(leader: number | undefined, signal: NodeJS.Signals): void {
  if (leader === undefined) return
  try {
    process.kill(-leader, signal)
  } catch {
    // Nobody left in the group.
  }
}
