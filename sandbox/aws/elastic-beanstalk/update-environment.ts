import { type AwsCall, AwsFailure } from '../service.ts'
import type { AwsWorld } from '../world.ts'
import { toEnvironment } from './describe.ts'
import {
  application,
  component,
  type Environment,
  type EnvironmentStore,
  type StoredVersion,
} from './environment-store.ts'

/** Takes the call, answers at once, and deploys the version to the real processes in the background. */
export async function updateEnvironment(world: AwsWorld, store: EnvironmentStore, call: AwsCall) {
  const environment = store.getEnvironment(call.input.EnvironmentName)
  const { VersionLabel: label } = call.input
  if (environment.updatingTo !== null) {
    throw new AwsFailure(
      'InvalidParameterValue',
      `Environment named ${environment.name} is in an invalid state for this operation. Must be Ready.`,
    )
  }
  const version = (await store.listVersions()).find((each) => each.label === label)
  if (!version) {
    throw new AwsFailure('InvalidParameterValue', `No Application Version named '${label}' found.`)
  }
  environment.updatingTo = version.label
  note(world, environment, version, call, 'INFO', 'Environment update is starting.')
  void deploy(world, environment, version, call)
  return toEnvironment(world, environment)
}

async function deploy(
  world: AwsWorld,
  environment: Environment,
  version: StoredVersion,
  call: AwsCall,
) {
  const say = (severity: 'INFO' | 'ERROR', message: string) =>
    note(world, environment, version, call, severity, message)
  say('INFO', 'Deploying new version to instance(s).')
  try {
    const { commit } = version
    const request = { commit, overlap: true, components: [component] }
    await world.stages.deploy(application, environment.stage, request)
    say('INFO', 'New application version was deployed to running EC2 instances.')
    say('INFO', 'Environment update completed successfully.')
  } catch (error) {
    say('ERROR', `Failed to deploy application: ${error instanceof Error ? error.message : error}`)
  }
  environment.updatingTo = null
}

function note(
  { now }: AwsWorld,
  { events }: Environment,
  { label }: StoredVersion,
  { requestId }: AwsCall,
  severity: 'INFO' | 'ERROR',
  message: string,
) {
  events.push({ at: now(), message, severity, requestId, label })
}
