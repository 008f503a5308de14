import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { findText, writePrivateFile } from '#scripts/lib/private-file.ts'
import { Problem } from '#scripts/lib/problem.ts'
import type { PostgresBinaries } from './binaries.ts'
import { asOwner, type Owner } from './owner.ts'

/** A data folder on disk and what it takes to serve it. */
export interface Cluster {
  readonly dataFolder: string
  readonly password: string
  readonly owner: Owner
  readonly binaries: PostgresBinaries
}

export interface ClusterPlace {
  /** Holds `data`; the owner must be able to enter it. */
  readonly folder: string
  /** Readable only by the account that starts the portal. */
  readonly passwordFile: string
  readonly owner: Owner
  readonly binaries: PostgresBinaries
}

export const databaseUser = 'leitstand'

/** Creates the cluster on its first call; a creation that was interrupted starts over. */
export function prepareCluster(place: ClusterPlace): Cluster {
  const dataFolder = join(place.folder, 'data')
  const known = findText(place.passwordFile)?.trim()
  if (existsSync(dataFolder)) {
    if (known) return { dataFolder, password: known, owner: place.owner, binaries: place.binaries }
    throw new Problem(
      `The password of the database in ${dataFolder} is missing from ${place.passwordFile}: restore that file, or move the folder away to begin with an empty database.`,
    )
  }
  const password = known || randomBytes(24).toString('base64url')
  writePrivateFile(place.passwordFile, `${password}\n`)
  createDataFolder(place, dataFolder, password)
  return { dataFolder, password, owner: place.owner, binaries: place.binaries }
}

function createDataFolder(place: ClusterPlace, dataFolder: string, password: string): void {
  const draft = `${dataFolder}.new`
  const passwordCopy = `${draft}.password`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  writePrivateFile(passwordCopy, password)
  if (place.owner !== null) {
    chownSync(draft, place.owner.uid, place.owner.gid)
    chownSync(passwordCopy, place.owner.uid, place.owner.gid)
  }
  try {
    runInitdb(place, draft, passwordCopy)
    renameSync(draft, dataFolder)
  } finally {
    rmSync(passwordCopy, { force: true })
  }
}

function runInitdb(place: ClusterPlace, draft: string, passwordFile: string): void {
  const result = spawnSync(
    place.binaries.initdb,
    [
      ...['--pgdata', draft, '--username', databaseUser, '--pwfile', passwordFile],
      ...['--auth', 'scram-sha-256', '--encoding', 'UTF8', '--no-instructions', '--no-sync'],
      // Independent of the locales the machine happens to have, so an index survives a move.
      ...['--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
    ],
    { ...asOwner(place.owner), cwd: '/', encoding: 'utf8', timeout: 120_000 },
  )
  if (result.status === 0) return
  const reason = result.error?.message ?? result.stderr.trim().split('\n').slice(-2).join(' ')
  throw new Problem(`The embedded PostgreSQL could not create its data folder ${draft}: ${reason}`)
}
