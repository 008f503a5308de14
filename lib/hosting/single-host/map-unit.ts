import type { ComponentRelease, ComponentState } from '../release-port.ts'
import { parseTimestamp } from './properties.ts'

/** What the checkout on the host says; each is null where it could not be read. */
export interface ReleaseOnDisk {
  readonly version: string | null
  readonly commitSha: string | null
  readonly checkedOutAt: Date | null
}

export interface ShownUnit {
  readonly component: string
  readonly unit: string
  readonly properties: ReadonlyMap<string, readonly string[]>
}

/** Unit names of programs that serve files from disk and need no restart for a release. */
export const proxyUnit = /^(?:nginx|caddy|apache2|httpd|haproxy|traefik)\.service$/

// https://man7.org/linux/man-pages/man1/systemctl.1.html: ActiveState, with SubState where that is not enough.
const stateOf: Readonly<Record<string, ComponentState>> = {
  active: 'running',
  reloading: 'running',
  refreshing: 'running',
  activating: 'deploying',
  deactivating: 'degraded',
  maintenance: 'degraded',
  failed: 'stopped',
  inactive: 'stopped',
}

export function toUnitRelease(
  { component, unit, properties }: ShownUnit,
  disk: ReleaseOnDisk,
): ComponentRelease {
  const get = (name: string) => properties.get(name)?.[0] ?? ''
  const state = toState(get('LoadState'), get('ActiveState'), get('SubState'))
  const since = parseTimestamp(get('ActiveEnterTimestamp'))
  const isStale = state !== 'stopped' && isOlderThanRelease(unit, since, disk)
  const known = isStale || state === 'unknown' ? null : disk
  return {
    component,
    state,
    version: known?.version ?? null,
    commitSha: known?.commitSha ?? null,
    releaseId: unit,
    since: state === 'stopped' ? null : since,
    instances: { desired: 1, running: countRunning(state), autoscaling: false },
    detail: isStale ? 'started before the release on disk was checked out' : toDetail(get, state),
  }
}

function toState(load: string, active: string, sub: string): ComponentState {
  if (load !== 'loaded') return 'unknown'
  if (sub === 'auto-restart') return 'degraded'
  return stateOf[active] ?? 'unknown'
}

function countRunning(state: ComponentState): number | null {
  if (state === 'unknown') return null
  return state === 'stopped' || state === 'degraded' ? 0 : 1
}

/** A process keeps running what it was started with; only files on disk changed underneath it. */
function isOlderThanRelease(unit: string, since: Date | null, disk: ReleaseOnDisk): boolean {
  if (proxyUnit.test(unit) || !since || !disk.checkedOutAt) return false
  return since.getTime() + 1_000 < disk.checkedOutAt.getTime()
}

function toDetail(get: (name: string) => string, state: ComponentState): string | null {
  const load = get('LoadState')
  if (load !== 'loaded') return `systemd says "${load || 'nothing'}" of this unit`
  if (state === 'running' && get('SubState') === 'running') return null
  const result = get('Result')
  const exit = result === 'exit-code' ? ` ${get('ExecMainStatus')}` : ''
  const why = result && result !== 'success' ? `, ${result}${exit}` : ''
  return `${get('ActiveState')} (${get('SubState')}${why})`
}
