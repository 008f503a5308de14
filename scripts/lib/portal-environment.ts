import { z } from 'zod'
import { envSchema } from '#lib/core/env.ts'
import { getHomeFolder, type Home } from '#scripts/start/home.ts'
import { loadSettingsFile } from '#scripts/start/settings.ts'
import { findLockHolder } from './file-lock.ts'
import { findText, writePrivateFile } from './private-file.ts'
import { Problem } from './problem.ts'

const file = ['run', 'environment.json'] as const
const environmentSchema = z.record(z.string(), z.string())

/** What a command needs to act as the running portal does. */
const sharedNames = [...Object.keys(envSchema.shape), 'PORT', 'NODE_EXTRA_CA_CERTS']

/** Lets commands in other terminals find the settings of the running portal; readable by this user only. */
export function recordPortalEnvironment(
  home: Home,
  environment: Readonly<Record<string, string | undefined>>,
): void {
  const shared = sharedNames.flatMap((name) => {
    const value = environment[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  writePrivateFile(home.path(...file), JSON.stringify(Object.fromEntries(shared)))
}

/**
 * Gives this process the settings of the portal in LEITSTAND_HOME where they are not set already.
 * With a DATABASE_URL of its own it needs no portal at all.
 */
export function adoptPortalEnvironment(): void {
  loadSettingsFile()
  if (process.env.DATABASE_URL) return
  const folder = getHomeFolder()
  const recorded = findText(`${folder}/${file.join('/')}`)
  if (recorded === null || findLockHolder(`${folder}/run/lock.json`) === null) {
    throw new Problem(
      `No portal runs in ${folder}: start it with npm start, or set LEITSTAND_HOME or DATABASE_URL.`,
    )
  }
  const environment = environmentSchema.parse(JSON.parse(recorded))
  for (const [name, value] of Object.entries(environment)) process.env[name] ||= value
}
