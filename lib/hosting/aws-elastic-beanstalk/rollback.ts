import { HostingError } from '../failure.ts'
import type { RestorableRelease, RestoreValidation, RollbackControl } from '../rollback-port.ts'
import type { EbVersion } from './answers.ts'
import type { BeanstalkClient } from './client.ts'
import { toRestorable } from './mapper.ts'
import { readOperation } from './read-operation.ts'
import { findRefusals, findWarnings } from './restore-rules.ts'

/** Back to an earlier version of the application; the environment's configuration stays as it is. */
export function createRollback(
  client: BeanstalkClient,
  components: readonly string[],
): RollbackControl {
  return {
    mechanism: 'beanstalk-application-version',
    doesNotRevert: ['database', 'configuration', 'cache', 'assets'],
    components,
    listTargets: (signal) => listTargets(client, signal),
    validate: (releaseId, signal) => validate(client, releaseId, signal),
    restore: (releaseId, _operationKey, signal) => restore(client, releaseId, signal),
    readOperation: (operation, signal) => readOperation(client, operation, signal),
  }
}

/** The versions of an application are shared by its environments; those made before the running one are earlier. */
async function listTargets(
  client: BeanstalkClient,
  signal: AbortSignal,
): Promise<RestorableRelease[]> {
  const { VersionLabel: running } = await client.readEnvironment(signal)
  const versions = await client.listVersions(null, signal)
  const madeAt = versions.find(({ VersionLabel }) => VersionLabel === running)?.DateCreated
  return versions
    .filter(({ VersionLabel }) => VersionLabel !== running)
    .filter((version) => isEarlier(version, madeAt))
    .filter(({ Status }) => Status?.toLowerCase() !== 'failed')
    .map(toRestorable)
}

function isEarlier({ DateCreated }: EbVersion, running: Date | undefined): boolean {
  return running === undefined || DateCreated === undefined || DateCreated < running
}

async function validate(
  client: BeanstalkClient,
  label: string,
  signal: AbortSignal,
): Promise<RestoreValidation> {
  const environment = await client.readEnvironment(signal)
  const versions = await client.listVersions(label, signal)
  const version = versions.find(({ VersionLabel }) => VersionLabel === label) ?? null
  const reasons = findRefusals(environment, label, version)
  return { allowed: reasons.length === 0, reasons, warnings: findWarnings(version) }
}

async function restore(client: BeanstalkClient, label: string, signal: AbortSignal) {
  const { allowed, reasons } = await validate(client, label, signal)
  if (!allowed) {
    throw new HostingError(
      'rejected',
      `Elastic Beanstalk cannot bring "${client.target.environment}" back to ${label}: ${reasons.join(', ')}.`,
      { details: { reasons } },
    )
  }
  return { operationId: await client.deployVersion(label, signal) }
}
