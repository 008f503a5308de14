import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import {
  type Collection,
  type CollectionOptions,
  type Identified,
  openCollection,
} from './collection.ts'
import type {
  CheckRecord,
  DeliveryRecord,
  DeploymentRecord,
  DeploymentStatusRecord,
  EnvironmentRecord,
  InstallationRecord,
  JobRecord,
  PullRequestRecord,
  RepositoryRecord,
  RunRecord,
  TokenRecord,
  WorkflowRecord,
} from './records.ts'

export interface Store {
  readonly repositories: Collection<RepositoryRecord>
  readonly workflows: Collection<WorkflowRecord>
  readonly runs: Collection<RunRecord>
  readonly jobs: Collection<JobRecord>
  readonly environments: Collection<EnvironmentRecord>
  readonly deployments: Collection<DeploymentRecord>
  readonly deploymentStatuses: Collection<DeploymentStatusRecord>
  readonly checks: Collection<CheckRecord>
  readonly tokens: Collection<TokenRecord>
  readonly deliveries: Collection<DeliveryRecord>
  readonly installations: Collection<InstallationRecord>
  readonly pullRequests: Collection<PullRequestRecord>
  /** Folder of the logs of jobs. */
  readonly logsDir: string
}

// GitHub's ids of runs and jobs passed 2^31 long ago; small ones would hide a column that is too narrow.
const firstRunId = 9_100_000_001
const firstJobId = 27_400_000_001

export function openStore(dataDir: string, installationId: number): Store {
  const open = <T extends Identified>(name: string, options?: CollectionOptions) =>
    openCollection<T>(join(dataDir, name), options)
  const logsDir = join(dataDir, 'logs')
  mkdirSync(logsDir, { recursive: true, mode: 0o700 })
  return {
    repositories: open('repositories', { firstId: 610_000_001 }),
    workflows: open('workflows', { firstId: 80_000_001 }),
    runs: open('runs', { firstId: firstRunId }),
    jobs: open('jobs', { firstId: firstJobId }),
    environments: open('environments', { firstId: 5_000_001 }),
    deployments: open('deployments', { firstId: 2_200_000_001 }),
    deploymentStatuses: open('deployment-statuses', { firstId: 4_400_000_001 }),
    checks: open('checks', { firstId: 31_000_000_001 }),
    tokens: open('tokens'),
    deliveries: open('deliveries', { firstId: 70_000_000_001, keep: 2_000 }),
    installations: open('installations', { firstId: installationId }),
    pullRequests: open('pull-requests'),
    logsDir,
  }
}
