import type { GitHubFailure } from '#lib/github/index.ts'
import type { Blocker, Details } from './types.ts'
import type { BlockerReason } from './vocabulary.ts'

type Sentence = (details: Details) => string

/** Every reason, its weight and its sentence: what is in the way, and who or what removes it. */
const reasons: Record<BlockerReason, readonly [Blocker['severity'], Sentence]> = {
  role_missing: ['blocking', (d) => `This needs the role ${d.role} on this system.`],
  not_deployable: [
    'blocking',
    () =>
      'The catalog describes no way to deploy this stage. Add "deploy" to it in leitstand.yaml.',
  ],
  repository_missing: [
    'blocking',
    () => 'The catalog names no repository for this system. Add "repository" to leitstand.yaml.',
  ],
  repository_moved: [
    'blocking',
    (d) =>
      `The repository moved${d.repository ? ` to ${d.repository}` : ''}. Update "repository" in leitstand.yaml.`,
  ],
  repository_archived: [
    'blocking',
    (d) => `${d.repository} is archived on GitHub; archived repositories run no workflows.`,
  ],
  repository_suspended: [
    'blocking',
    (d) =>
      `The GitHub App is suspended for ${d.owner}. An owner of the organisation can lift that in its settings.`,
  ],
  repository_inaccessible: [
    'blocking',
    (d) =>
      `${d.repository} cannot be read: the GitHub App is not installed there, or not for this repository.`,
  ],
  github_not_configured: [
    'blocking',
    () => 'No GitHub credentials are set. An administrator sets GITHUB_APP_ID or GITHUB_TOKEN.',
  ],
  github_unreachable: [
    'blocking',
    (d) => `GitHub cannot be asked right now: ${d.message} Nothing was started; try again.`,
  ],
  github_rate_limited: [
    'blocking',
    (d) => `GitHub limits how often it may be asked, until ${d.retryAt}. Nothing was started.`,
  ],
  workflow_missing: [
    'blocking',
    (d) => `The workflow ${d.file} does not exist on ${d.ref} of ${d.repository}.`,
  ],
  workflow_not_dispatchable: [
    'blocking',
    (d) => `The workflow ${d.file} on ${d.ref} has no "workflow_dispatch" trigger.`,
  ],
  workflow_input_undeclared: [
    'blocking',
    (d) => `The workflow ${d.file} on ${d.ref} does not declare the input "${d.input}".`,
  ],
  deployment_active: [
    'blocking',
    (d) => `Deployment #${d.number} (${d.version}) by ${d.actor} is in progress on this stage.`,
  ],
  hold: [
    'blocking',
    (d) => `${d.createdBy} put a hold on this stage: "${d.reason}". Lift it on purpose to deploy.`,
  ],
  platform_pinned: [
    'blocking',
    (d) =>
      `A rollback made on the platform${d.since ? ` ${d.since}` : ''} keeps it from taking new deployments. Confirm it or take it back first.`,
  ],
  checklist_open: [
    'blocking',
    (d) =>
      `${d.count === 1 ? 'A blocking item' : `${d.count} blocking items`} of ${join(d.lists)} ${d.count === 1 ? 'is' : 'are'} open: ${join(d.texts)}. Meet them, or let a lead go on with a reason.`,
  ],
  no_rollback_target: [
    'blocking',
    () => 'No other version ran on this stage before, so there is nothing to go back to.',
  ],
  catalog_problem: [
    'warning',
    (d) =>
      `The catalog file has ${d.count === 1 ? 'a problem' : `${d.count} problems`}; this uses its last good state.`,
  ],
  ci_failing: ['warning', (d) => `Checks of this commit failed: ${join(d.failing)}.`],
  ci_running: ['warning', () => 'Checks of this commit are still running.'],
  ci_unknown: ['warning', () => 'The checks of this commit could not be read.'],
  already_running: ['warning', (d) => `${d.version} is what runs on this stage already.`],
  older_than_running: [
    'warning',
    (d) =>
      `This is older than what runs: ${d.count} commits would be undone. A rollback says why and holds the stage.`,
  ],
}

export function createBlocker(reason: BlockerReason, details: Details = {}): Blocker {
  const [severity, sentence] = reasons[reason]
  return { reason, severity, details, sentence: sentence(details) }
}

export const isBlocking = ({ severity }: Blocker) => severity === 'blocking'

/** Those that block first, each reason once. */
export function sortBlockers(blockers: readonly Blocker[]): readonly Blocker[] {
  const unique = blockers.filter(
    (blocker, index) => blockers.findIndex((other) => isSame(other, blocker)) === index,
  )
  return unique.toSorted((a, b) => Number(isBlocking(b)) - Number(isBlocking(a)))
}

/** What a failed question to GitHub means for deploying from this repository. */
export function toRepositoryBlocker(failure: GitHubFailure, repository: string): Blocker {
  const [owner = repository] = repository.split('/')
  switch (failure.kind) {
    case 'moved':
      return createBlocker('repository_moved', { repository: failure.repository })
    case 'suspended':
      return createBlocker('repository_suspended', { owner })
    case 'not_found':
    case 'not_installed':
    case 'rejected':
    case 'unauthorised':
    case 'invalid_name':
      return createBlocker('repository_inaccessible', { repository, message: failure.message })
    case 'not_configured':
      return createBlocker('github_not_configured')
    case 'not_accepted':
      return createBlocker('github_rate_limited', { retryAt: failure.retryAt.toISOString() })
    case 'unreachable':
    case 'unknown_outcome':
    case 'redirected':
      return createBlocker('github_unreachable', { message: failure.message })
  }
}

function isSame(a: Blocker, b: Blocker): boolean {
  return a.reason === b.reason && a.details.input === b.details.input
}

function join(value: unknown): string {
  return Array.isArray(value) ? value.join(', ') : String(value ?? '')
}
