import { existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { checkout } from '#scripts/lib/checkout.ts'
import { hashContent } from '#scripts/lib/content-hash.ts'
import { findLockHolder, takeLock } from '#scripts/lib/file-lock.ts'
import { writePrivateFile } from '#scripts/lib/private-file.ts'
import { createTypeScriptConfig } from '#scripts/lib/route-types.ts'
import { runNode } from '#scripts/lib/run-node.ts'
import { withLock } from '#scripts/lib/wait-for-lock.ts'

const sources = [
  ...['app', 'components', 'lib', 'prisma/schema', 'public'],
  ...['next.config.ts', 'postcss.config.mjs', 'proxy.ts', 'instrumentation.ts'],
  ...['package.json', 'package-lock.json', 'tsconfig.json'],
]
/** All builds of this checkout, one folder per content: portals side by side share them. */
const builds = '.next/builds'
const keptBuilds = 3

/** Of a build: the folder below the checkout that Next is told, as `NEXT_BUILD_FOLDER`. */
export interface Build {
  readonly folder: string
  readonly reused: boolean
}

/** Builds the pages unless this content has been built; the build is kept while this process runs. */
export async function ensureBuild(signal: AbortSignal): Promise<Build> {
  mkdirSync(join(checkout, builds), { recursive: true })
  return withLock(join(checkout, builds, '.lock'), signal, async () => {
    const folder = join(builds, hashContent(checkout, sources, isSource))
    const reused = isComplete(folder)
    if (!reused) await build(folder, signal)
    markInUse(folder)
    removeOldBuilds()
    return { folder, reused }
  })
}

/** Generated code follows from the schema, which is hashed itself. */
function isSource(path: string): boolean {
  return !path.startsWith('lib/generated/')
}

function isComplete(folder: string): boolean {
  return existsSync(join(checkout, folder, 'complete'))
}

async function build(folder: string, signal: AbortSignal): Promise<void> {
  rmSync(join(checkout, folder), { recursive: true, force: true })
  await runNode({
    title: 'Building the pages',
    args: ['node_modules/next/dist/bin/next', 'build'],
    env: {
      HOME: process.env.HOME,
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      NEXT_BUILD_FOLDER: folder,
      NEXT_TSCONFIG: createTypeScriptConfig(folder),
    },
    signal,
  })
  writePrivateFile(join(checkout, folder, 'complete'), '', 0o644)
}

function markInUse(folder: string): void {
  const now = new Date()
  utimesSync(join(checkout, folder), now, now)
  takeLock(join(checkout, folder, `used-by-${process.pid}`))
}

function removeOldBuilds(): void {
  const all = readdirSync(join(checkout, builds), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(checkout, builds, entry.name))
    .toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)
  for (const folder of all.slice(keptBuilds).filter((folder) => !isInUse(folder))) {
    rmSync(folder, { recursive: true, force: true })
    rmSync(`${folder}.tsconfig.json`, { force: true })
  }
}

function isInUse(folder: string): boolean {
  return readdirSync(folder)
    .filter((name) => name.startsWith('used-by-'))
    .some((name) => findLockHolder(join(folder, name)) !== null)
}
