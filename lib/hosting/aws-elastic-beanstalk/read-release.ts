import { readIfAllowed } from '../aws/read-if-allowed.ts'
import { parseReleaseName } from '../parse-release-name.ts'
import type { RunningRelease } from '../release-port.ts'
import type { EbVersion } from './answers.ts'
import type { BeanstalkClient } from './client.ts'
import { toDetail, toInstances, toReleaseName, toState } from './mapper.ts'

/** What the environment runs; all of its components run the same version on the same instances. */
export async function readRunningRelease(
  client: BeanstalkClient,
  components: readonly string[],
  signal: AbortSignal,
): Promise<RunningRelease> {
  const observedAt = new Date()
  const environment = await client.readEnvironment(signal)
  const running = await readIfAllowed(client.countInstances(signal))
  const settings = await readIfAllowed(client.readSettings(signal))
  const label = environment.VersionLabel ?? null
  const version = label === null ? null : await findVersion(client, label, signal)
  const release = {
    state: toState(environment),
    ...(label === null ? { version: null, commitSha: null } : toReleaseName(label, version)),
    releaseId: label,
    since: environment.DateUpdated ?? null,
    instances: toInstances(running, settings),
    detail: toDetail(environment),
  }
  return {
    observedAt,
    components: components.map((component) => ({ component, ...release })),
    pin: null,
    notes: [],
  }
}

/** Asked only where the label itself names no commit. */
async function findVersion(
  client: BeanstalkClient,
  label: string,
  signal: AbortSignal,
): Promise<EbVersion | null> {
  if (parseReleaseName(label).commitSha !== null) return null
  const versions = await readIfAllowed(client.listVersions(label, signal))
  return versions?.find(({ VersionLabel }) => VersionLabel === label) ?? null
}
