import { toReleaseName } from '../releases.ts'
import { AwsFailure } from '../service.ts'
import type { AwsWorld } from '../world.ts'
import {
  component,
  type RevisionStore,
  region,
  type StoredRevision,
  serviceName,
  system,
  toFamily,
} from './revision-store.ts'

/** Settings that lie in Secrets Manager, as `infra/main.tf` of the repository says. */
const secretNames = ['DATABASE_URL', 'COGNITO_USER_POOL_ID', 'COGNITO_CLIENT_ID']

export function toTaskDefinitionArn({ accountId }: AwsWorld, stage: string, revision: number) {
  return `arn:aws:ecs:${region}:${accountId}:task-definition/${toFamily(stage)}:${revision}`
}

/** Throws `AwsFailure` for one that was never registered. */
export async function getRevision(store: RevisionStore, name: unknown) {
  const [family = '', number] = String(name).split('/').at(-1)?.split(':') ?? []
  const stage = family.slice(`${serviceName}-`.length)
  const revisions = await store.list(stage)
  const found = revisions.find(({ revision }) => String(revision) === number)
  if (found && family === toFamily(stage)) return { stage, revision: found }
  throw new AwsFailure('ClientException', 'Unable to describe task definition.')
}

export function toTaskDefinition(world: AwsWorld, stage: string, revision: StoredRevision) {
  const settings = Object.entries(world.stages.getSettings(system, stage))
  const secretArn = (name: string) =>
    `arn:aws:secretsmanager:${region}:${world.accountId}:secret:${system}/${stage}/${name}`
  return {
    taskDefinitionArn: toTaskDefinitionArn(world, stage, revision.revision),
    family: toFamily(stage),
    revision: revision.revision,
    status: revision.isActive ? 'ACTIVE' : 'INACTIVE',
    registeredAt: new Date(revision.registeredAt).getTime() / 1_000,
    networkMode: 'awsvpc',
    cpu: '256',
    memory: '512',
    containerDefinitions: [
      {
        name: component,
        image: `${world.accountId}.dkr.ecr.${region}.amazonaws.com/${serviceName}:${toReleaseName(revision)}`,
        essential: true,
        environment: settings
          .filter(([name]) => !secretNames.includes(name))
          .map(([name, value]) => ({ name, value })),
        secrets: secretNames.map((name) => ({ name, valueFrom: secretArn(name) })),
      },
    ],
  }
}
