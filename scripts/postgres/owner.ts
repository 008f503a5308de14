import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { Problem } from '#scripts/lib/problem.ts'

/** The account the server runs under; `null` means the one that runs this process. */
export type Owner = { readonly uid: number; readonly gid: number } | null

/**
 * PostgreSQL refuses to run as root, and initdb wants an account with a name: root lends it `nobody`.
 * A data folder that exists already keeps the account it belongs to.
 */
export function getServerOwner(dataFolder: string): Owner {
  if (process.getuid?.() !== 0) return null
  const present = statSync(dataFolder, { throwIfNoEntry: false })
  if (present !== undefined && present.uid !== 0) return { uid: present.uid, gid: present.gid }
  const entry = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .find(([name]) => name === 'nobody')
  if (entry === undefined) {
    throw new Problem(
      'PostgreSQL cannot run as root and this machine has no account "nobody": start as an ordinary user or set DATABASE_URL.',
    )
  }
  return { uid: Number(entry[2]), gid: Number(entry[3]) }
}

/** Options for child_process that run a command under the owner's account. */
export function asOwner(owner: Owner): { uid?: number; gid?: number } {
  return owner === null ? {} : { uid: owner.uid, gid: owner.gid }
}

/** Asked of the system by trying: an answer from mode bits would miss mounts, lists and containers. */
export function canEnter(owner: Owner, folder: string): boolean {
  const attempt = spawnSync('/bin/sh', ['-c', 'test -x "$0"', folder], {
    ...asOwner(owner),
    cwd: '/',
    stdio: 'ignore',
  })
  return attempt.status === 0
}
