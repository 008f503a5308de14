import type { AwsCall, AwsService } from '../service.ts'
import type { AwsWorld } from '../world.ts'
import { openRevisionStore, region, serviceName } from './revision-store.ts'
import {
  createServiceStates,
  getService,
  type ServiceState,
  toServiceJson,
} from './service-store.ts'
import { getRevision, toTaskDefinition, toTaskDefinitionArn } from './task-definition.ts'
import { startUpdate } from './update-service.ts'

/** The clusters of easysks. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/ */
export function createEcs(world: AwsWorld): AwsService {
  const revisions = openRevisionStore(world)
  const states = createServiceStates(world)
  const toArn = (state: ServiceState, name: string) =>
    `arn:aws:ecs:${region}:${world.accountId}:service/${state.cluster}/${name}`
  const toJson = async (state: ServiceState) =>
    toServiceJson(world, state, await revisions.list(state.stage), {
      service: toArn(state, serviceName),
      taskDefinition: (revision) => toTaskDefinitionArn(world, state.stage, revision),
    })

  async function describeServices({ input }: AwsCall) {
    const state = getService(states, input.cluster)
    const names = (Array.isArray(input.services) ? input.services : []).map(
      (name) => String(name).split('/').at(-1) ?? '',
    )
    return {
      services: names.includes(serviceName) ? [await toJson(state)] : [],
      failures: names
        .filter((name) => name !== serviceName)
        .map((name) => ({ arn: toArn(state, name), reason: 'MISSING' })),
    }
  }

  async function listTaskDefinitions({ input }: AwsCall) {
    const state = states.find(({ stage }) => input.familyPrefix === `${serviceName}-${stage}`)
    const found = state ? (await revisions.list(state.stage)).filter((each) => each.isActive) : []
    const ordered = input.sort === 'DESC' ? found.toReversed() : found
    const taskDefinitionArns = ordered
      .slice(0, Number(input.maxResults ?? 100))
      .map(({ revision }) => toTaskDefinitionArn(world, state?.stage ?? '', revision))
    return { taskDefinitionArns }
  }

  async function updateService(call: AwsCall) {
    const state = getService(states, call.input.cluster)
    startUpdate(world, state, await revisions.list(state.stage), call)
    return { service: await toJson(state) }
  }

  async function deregister({ input }: AwsCall) {
    const { stage, revision } = await getRevision(revisions, input.taskDefinition)
    revisions.deregister(stage, revision.revision)
    return { taskDefinition: toTaskDefinition(world, stage, { ...revision, isActive: false }) }
  }

  return {
    signingName: 'ecs',
    protocol: 'json',
    operations: [
      {
        name: 'DescribeServices',
        handle: describeServices,
        empty: { services: [], failures: [] },
      },
      {
        name: 'DescribeTaskDefinition',
        async handle({ input }) {
          const { stage, revision } = await getRevision(revisions, input.taskDefinition)
          return { taskDefinition: toTaskDefinition(world, stage, revision), tags: [] }
        },
      },
      {
        name: 'ListTaskDefinitions',
        handle: listTaskDefinitions,
        empty: { taskDefinitionArns: [] },
      },
      { name: 'DeregisterTaskDefinition', handle: deregister },
      { name: 'UpdateService', handle: updateService },
    ],
  }
}
