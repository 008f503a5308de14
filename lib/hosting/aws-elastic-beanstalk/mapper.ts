import { toWords } from '../aws/read-aws-error.ts'
import { parseReleaseName, type ReleaseName } from '../parse-release-name.ts'
import type { PlatformFact } from '../port.ts'
import type { ComponentState, Instances } from '../release-port.ts'
import type { RestorableRelease } from '../rollback-port.ts'
import type { EbEnvironment, EbSettings, EbVersion } from './answers.ts'

const statesByStatus: Readonly<Record<string, ComponentState>> = {
  Launching: 'deploying',
  Updating: 'deploying',
  LinkingFrom: 'deploying',
  LinkingTo: 'deploying',
  Aborting: 'deploying',
  Terminating: 'stopped',
  Terminated: 'stopped',
}

// https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/health-enhanced-status.html
const statesByHealth: Readonly<Record<string, ComponentState>> = {
  Ok: 'running',
  Info: 'running',
  Pending: 'deploying',
  Warning: 'degraded',
  Degraded: 'degraded',
  Severe: 'degraded',
}

// https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.healthstatus.html
const statesByColour: Readonly<Record<string, ComponentState>> = {
  Green: 'running',
  Yellow: 'degraded',
  Red: 'degraded',
}

/** A word that is not known is never a good sign; grey says that nothing is known. */
export function toState({ Status, Health, HealthStatus }: EbEnvironment): ComponentState {
  if (Status !== 'Ready') return statesByStatus[Status] ?? 'unknown'
  if (HealthStatus) return statesByHealth[HealthStatus] ?? 'unknown'
  return statesByColour[Health ?? ''] ?? 'unknown'
}

export function toDetail(environment: EbEnvironment): string | null {
  const { Status, Health, HealthStatus } = environment
  if (toState(environment) === 'running') return null
  const health = [Health, HealthStatus && `(${HealthStatus})`].filter(Boolean).join(' ')
  return toWords(`Status ${Status}, health ${health || 'not told'}.`)
}

/** By the label; else by the commit its source was built from. */
export function toReleaseName(label: string, version: EbVersion | null): ReleaseName {
  const named = parseReleaseName(label)
  if (named.commitSha !== null) return named
  const source = version?.SourceBuildInformation?.SourceLocation ?? ''
  return { ...named, commitSha: parseReleaseName(source).commitSha }
}

export function toInstances(running: number | null, settings: EbSettings | null): Instances | null {
  const minimum = findNumber(settings, 'MinSize')
  const maximum = findNumber(settings, 'MaxSize')
  if (running === null && minimum === null) return null
  const isSingle =
    findOption(settings, environmentNamespace, 'EnvironmentType') === 'SingleInstance'
  if (isSingle) return { desired: 1, running, autoscaling: false }
  if (minimum === null || maximum === null) return { desired: null, running, autoscaling: null }
  const autoscaling = minimum < maximum
  return { desired: autoscaling ? null : minimum, running, autoscaling }
}

export function toRestorable(version: EbVersion): RestorableRelease {
  const { VersionLabel: releaseId, DateCreated } = version
  return { releaseId, ...toReleaseName(releaseId, version), createdAt: DateCreated ?? null }
}

/** The region is the one its ARN names, whichever was asked. */
export function toFacts(environment: EbEnvironment, region: string): PlatformFact[] {
  const { EnvironmentName: subject, EnvironmentArn, Status } = environment
  return [
    { name: 'region', subject, value: EnvironmentArn?.split(':')[3] ?? region },
    { name: 'state', subject, value: toWords(Status) },
  ]
}

const environmentNamespace = 'aws:elasticbeanstalk:environment'
const groupNamespace = 'aws:autoscaling:asg'

function findNumber(settings: EbSettings | null, name: string): number | null {
  const value = findOption(settings, groupNamespace, name)
  return value !== null && /^\d+$/.test(value) ? Number(value) : null
}

function findOption(settings: EbSettings | null, namespace: string, name: string): string | null {
  const option = settings?.OptionSettings.find(
    ({ Namespace, OptionName }) => Namespace === namespace && OptionName === name,
  )
  return option?.Value ?? null
}
