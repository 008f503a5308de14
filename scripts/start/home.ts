import { accessSync, constants, existsSync, mkdirSync, realpathSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { checkout } from '#scripts/lib/checkout.ts'
import { releaseLock, takeLock } from '#scripts/lib/file-lock.ts'
import { errorCode, Problem } from '#scripts/lib/problem.ts'

/** The data folder of one portal. */
export interface Home {
  readonly folder: string
  /** A path inside the home. */
  path(...parts: string[]): string
  /** Lets another start use it. */
  release(): void
}

/** Where the data of the portal belongs that this shell would start. */
export function getHomeFolder(): string {
  return resolve(checkout, process.env.LEITSTAND_HOME || '.leitstand')
}

/** Creates the data folder if needed and takes it for this process alone. */
export function openHome(): Home {
  const wanted = getHomeFolder()
  try {
    // Others may pass through to what is theirs (the database's account); files are 0600.
    if (!existsSync(wanted)) mkdirSync(wanted, { recursive: true, mode: 0o711 })
    const folder = realpathSync(wanted)
    for (const part of ['logs', 'secrets', 'run']) {
      mkdirSync(join(folder, part), { recursive: true, mode: 0o700 })
      accessSync(join(folder, part), constants.R_OK | constants.W_OK | constants.X_OK)
    }
    return lockHome(folder)
  } catch (error) {
    const code = errorCode(error)
    if (error instanceof Problem || code === null) throw error
    throw new Problem(
      `The data folder ${wanted} cannot be read and written by this user (${code}): choose another with LEITSTAND_HOME or correct its permissions.`,
    )
  }
}

function lockHome(folder: string): Home {
  const lock = join(folder, 'run', 'lock.json')
  const holder = takeLock(lock)
  if (holder !== null) {
    throw new Problem(
      `The data folder ${folder} is in use by another Leitstand (process ${holder.pid}): stop it, or set LEITSTAND_HOME and PORT to run a second one.`,
    )
  }
  return {
    folder,
    path: (...parts) => join(folder, ...parts),
    release: () => releaseLock(lock),
  }
}
