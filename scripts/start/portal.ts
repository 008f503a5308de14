import { recordPortalEnvironment } from '#scripts/lib/portal-environment.ts'
import type { Home } from './home.ts'
import type { Steps } from './steps.ts'
import type { Supervisor } from './supervisor.ts'

/** Variables of a child process. */
export type Environment = Readonly<NodeJS.ProcessEnv>

/** Some of them. */
export type Settings = Readonly<Record<string, string | undefined>>

/** What every part of a start works with. */
export interface Portal {
  readonly home: Home
  readonly port: number
  readonly steps: Steps
  readonly supervisor: Supervisor
  /** Fires when the portal is asked to stop, also while it is still starting. */
  readonly signal: AbortSignal
  /** Settings of the product's processes; change it with `addSettings`. */
  environment: Environment
}

/** Makes settings known to processes started from now on and to commands in other terminals; false when they had them. */
export function addSettings(portal: Portal, settings: Settings): boolean {
  const before = JSON.stringify(portal.environment)
  portal.environment = { ...portal.environment, ...settings }
  if (JSON.stringify(portal.environment) === before) return false
  recordPortalEnvironment(portal.home, portal.environment)
  return true
}
