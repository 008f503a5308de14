import { HostingError } from '../failure.ts'
import type { ComponentRelease, ReleaseNote, RunningRelease } from '../release-port.ts'
import type { HostClient } from './client.ts'
import { askProxy } from './commands.ts'
import { proxyUnit, type ReleaseOnDisk, type ShownUnit, toUnitRelease } from './map-unit.ts'
import { readCheckout } from './read-checkout.ts'
import { readContainers } from './read-containers.ts'
import { readDiskNotes } from './read-disk.ts'
import { orNull, readUnits } from './read-units.ts'
import { listContainers, listFolders, listUnits, type SingleHostTarget } from './target.ts'

const nothingOnDisk: ReleaseOnDisk = { version: null, commitSha: null, checkedOutAt: null }

/** What runs on the host, and what lies on its disk to be run. */
export async function readRunningRelease(
  client: HostClient,
  target: SingleHostTarget,
  components: readonly string[],
  signal: AbortSignal,
): Promise<RunningRelease> {
  requireSomethingToAsk(target)
  const observedAt = new Date()
  const [units, containers, disk, diskNotes, proxyNotes] = await Promise.all([
    readUnits(client, listUnits(target), signal),
    readContainers(client, listContainers(target), signal),
    readDisk(client, target, signal),
    orNull(readDiskNotes(client, listFolders(target), signal)),
    readProxyNotes(client, target, signal),
  ])
  const known = [...units.map((unit) => toUnitRelease(unit, disk)), ...containers]
  return {
    observedAt,
    components: known.length > 0 ? known : components.map((slug) => onDiskOnly(slug, disk)),
    pin: null,
    notes: [...toNotes(target, disk, units), ...(diskNotes ?? []), ...proxyNotes],
  }
}

function requireSomethingToAsk(target: SingleHostTarget): void {
  const asked = listUnits(target).length + listContainers(target).length
  if (asked > 0 || target.repository) return
  throw new HostingError(
    'not_configured',
    `The catalog does not say what runs on ${target.host}. Name its units under hosting.target.services.`,
  )
}

/** Where processes are known, a checkout that cannot be read leaves their version open; alone it is the failure. */
async function readDisk(
  client: HostClient,
  target: SingleHostTarget,
  signal: AbortSignal,
): Promise<ReleaseOnDisk> {
  if (!target.repository) return nothingOnDisk
  const reading = readCheckout(client, target.repository, signal)
  if (listUnits(target).length + listContainers(target).length === 0) return reading
  return (await orNull(reading)) ?? nothingOnDisk
}

async function readProxyNotes(
  client: HostClient,
  target: SingleHostTarget,
  signal: AbortSignal,
): Promise<readonly ReleaseNote[]> {
  const proxy = listUnits(target).find(({ unit }) => proxyUnit.test(unit))
  if (!proxy) return []
  const { exitCode } = await client.run(askProxy, signal)
  // 126 and 127: the host has no curl, or does not let us use it.
  if (exitCode === null || exitCode >= 126) return []
  return [{ name: 'proxy_answers', subject: proxy.component, value: exitCode === 0 }]
}

function onDiskOnly(component: string, disk: ReleaseOnDisk): ComponentRelease {
  return {
    component,
    state: 'unknown',
    version: disk.version,
    commitSha: disk.commitSha,
    releaseId: null,
    since: null,
    instances: null,
    detail: 'no unit is named for it, so only the release on disk is known',
  }
}

function toNotes(
  { repository }: SingleHostTarget,
  disk: ReleaseOnDisk,
  units: readonly ShownUnit[],
): readonly ReleaseNote[] {
  const release = disk.version ?? disk.commitSha
  return [
    ...(repository && release
      ? [{ name: 'release_on_disk' as const, subject: repository, value: release }]
      : []),
    ...units.flatMap(({ component, properties }) => {
      const restarts = properties.get('NRestarts')?.[0] ?? ''
      if (!/^\d+$/.test(restarts)) return []
      return [{ name: 'restarts' as const, subject: component, value: Number(restarts) }]
    }),
  ]
}
