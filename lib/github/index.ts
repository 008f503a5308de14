export { type CommitChecks, readChecks } from './checks.ts'
export {
  type Commit,
  listCommits,
  listPullRequestsOfCommit,
  type PullRequest,
  readCommit,
} from './commits.ts'
export { type Comparison, compareCommits } from './compare.ts'
export { type RepositoryFile, readFile } from './contents.ts'
export { type Dispatched, type DispatchRequest, dispatchWorkflow } from './dispatch.ts'
export { type EnvironmentSetting, listEnvironmentSettings } from './environment-settings.ts'
export type { GitHubFailure, GitHubFailureKind, Result } from './failure.ts'
export { createGitHub, type GitHub, getGitHub } from './get-github.ts'
export { type JobLogLine, type JobLogText, readJobLog } from './job-log.ts'
export { isCommitSha, isRefName } from './names.ts'
export { listPendingApprovals, type PendingApproval } from './pending-approvals.ts'
export {
  findPullRequest,
  type OpenedPullRequest,
  openPullRequest,
  readPullRequest,
} from './pull-requests.ts'
export type { Listing } from './read.ts'
export { type GitRef, listBranches, listTags, readRef } from './refs.ts'
export { type Repository, readRepository } from './repository.ts'
export { listRunJobs, type RunJob, type RunStep } from './run-jobs.ts'
export { cancelRun, listRuns, type Run, readRun } from './runs.ts'
export { readTeamMemberIds } from './team-members.ts'
export { readAccountId, readTeamMemberships, type TeamMembership } from './team-membership.ts'
export { readBlob, readTree, type TreeFile } from './trees.ts'
export { readWorkflowFile, type WorkflowFile, type WorkflowInput } from './workflow-file.ts'
export { createBranch, writeFile } from './write-file.ts'
