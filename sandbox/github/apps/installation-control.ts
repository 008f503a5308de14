import { getBotLogin } from '../people/people.ts'
import { toTimestamp } from '../timestamp.ts'
import type { World } from '../world.ts'
import { toInstallationJson } from './app-json.ts'
import { getInstallation } from './installation.ts'

/** What an owner of the organisation may do to the App's installation. */
export interface InstallationControl {
  suspend(): void
  unsuspend(): void
  /** There is no way back, as on GitHub. */
  remove(): void
}

export function createInstallationControl(world: World): InstallationControl {
  const change = (action: 'suspend' | 'unsuspend' | 'deleted') => {
    const { id } = getInstallation(world)
    const now = toTimestamp(world.now())
    const installation = world.store.installations.update(id, {
      ...(action === 'deleted'
        ? { removedAt: now }
        : { suspendedAt: action === 'suspend' ? now : null }),
    })
    world.publish({
      name: 'installation',
      action,
      repository: null,
      sender: world.options.accounts[0]?.login ?? getBotLogin(world),
      payload: { installation: toInstallationJson(world, installation) },
    })
  }
  return {
    suspend: () => change('suspend'),
    unsuspend: () => change('unsuspend'),
    remove: () => change('deleted'),
  }
}
