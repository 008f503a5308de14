import type { EcsService, EcsTaskDefinition } from './answers.ts'
import { findPrimary, toFamily, toReleaseId } from './mapper.ts'

interface Rule {
  readonly reason: string
  readonly refuses: (
    service: EcsService,
    releaseId: string,
    definition: EcsTaskDefinition | null,
  ) => boolean
}

const rules: readonly Rule[] = [
  { reason: 'service_not_active', refuses: ({ status }) => status !== 'ACTIVE' },
  {
    // CodeDeploy and external controllers take no new task definition this way.
    reason: 'other_deployment_controller',
    refuses: ({ deploymentController }) => (deploymentController?.type ?? 'ECS') !== 'ECS',
  },
  {
    reason: 'deployment_in_progress',
    refuses: ({ deployments }) => findPrimary(deployments)?.rolloutState === 'IN_PROGRESS',
  },
  { reason: 'release_gone', refuses: (_service, _id, definition) => definition === null },
  {
    reason: 'release_inactive',
    refuses: (_service, _id, definition) => definition !== null && definition.status !== 'ACTIVE',
  },
  {
    reason: 'other_family',
    refuses: ({ taskDefinition }, releaseId) => toFamily(taskDefinition) !== toFamily(releaseId),
  },
  {
    reason: 'already_running',
    refuses: ({ taskDefinition }, releaseId) => toReleaseId(taskDefinition) === releaseId,
  },
]

/** Every reason why this revision cannot be brought back now; empty when it can. */
export function findRefusals(
  service: EcsService,
  releaseId: string,
  definition: EcsTaskDefinition | null,
): string[] {
  return rules
    .filter(({ refuses }) => refuses(service, releaseId, definition))
    .map(({ reason }) => reason)
}
