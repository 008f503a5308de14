import { forbidden, GitHubFailure } from '../http/failure.ts'
import type { InstallationRecord } from '../store/records.ts'
import type { Store } from '../store/store.ts'
import { toTimestamp } from '../timestamp.ts'
import type { World } from '../world.ts'

/** The App has one installation, on the organisation; the first start creates it. */
export function ensureInstallation(store: Store, id: number, now: Date): void {
  if (store.installations.find(id)) return
  const createdAt = toTimestamp(now)
  const created = store.installations.insert({ createdAt, suspendedAt: null, removedAt: null })
  if (created.id !== id)
    throw new Error(`The data folder belongs to installation ${created.id}, not ${id}.`)
}

export function getInstallationId(world: Pick<World, 'options'>): number {
  return world.options.app.installationId ?? 1
}

export function findInstallation(world: World): InstallationRecord | null {
  const installation = world.store.installations.find(getInstallationId(world))
  return installation?.removedAt === null ? installation : null
}

export function getInstallation(world: World): InstallationRecord {
  const installation = findInstallation(world)
  if (!installation) throw new GitHubFailure(404, 'Not Found')
  return installation
}

export function requireActiveInstallation(world: World): void {
  const installation = findInstallation(world)
  if (!installation) throw new GitHubFailure(401, 'Bad credentials')
  if (installation.suspendedAt) throw forbidden('This installation has been suspended')
}
