import type { Details, StateExplanation } from './types.ts'
import type { StateReason } from './vocabulary.ts'

type Sentence = (details: Details) => string

/** What happened, on what, and what to do next. Screens have the same in their language, from the same details. */
const sentences: Record<StateReason, Sentence> = {
  github_rate_limited: (d) =>
    `GitHub limits how often it may be asked and has not accepted the start. It is sent ${at(d.retryAt)}; nothing has run so far.`,
  github_unreachable: () =>
    'No connection to GitHub came about, so nothing was sent. It is tried again every few seconds; you can cancel it meanwhile.',
  platform_throttled: (d) =>
    `The platform limits how often it may be asked and has not accepted this. It is sent ${at(d.retryAt)}; nothing has changed so far.`,
  platform_unreachable: (d) =>
    `No connection to the platform came about, so nothing was sent: ${text(d.message, 'it did not answer')} It is tried again every few seconds.`,
  approval: (d) =>
    `The run waits for an approval on GitHub${list(' for ', d.environments)}${list('; it can be given by ', d.reviewers)}.`,
  concurrency: () =>
    'The run waits for its turn: another run of the same concurrency group is under way on GitHub.',
  run_queued: () => 'GitHub has taken the run and is looking for a runner.',
  restore_running: () => 'The platform has taken the rollback and is carrying it out.',
  platform_outcome_unknown: (d) =>
    `The platform may or may not have started it: ${text(d.message, 'its answer is missing')} It is being looked for and is never sent twice.`,
  accepted_without_id: () =>
    'GitHub accepted the start without naming the run. It is being looked for by its correlation id.',
  server_error: (d) =>
    `GitHub answered ${text(d.status, 'with a server error')}, so it may or may not have started. It is being looked for and is never sent twice.`,
  timed_out: () =>
    'GitHub did not answer in time, so it may or may not have started. It is being looked for and is never sent twice.',
  connection_lost: () =>
    'The connection broke before GitHub had answered, so it may or may not have started. It is being looked for and is never sent twice.',
  answer_malformed: () =>
    "GitHub's answer could not be understood, so it may or may not have started. It is being looked for and is never sent twice.",
  repository_moved: (d) =>
    `The repository moved${d.repository ? ` to ${d.repository}` : ''}. Update "repository" in the system's catalog file, then deploy again.`,
  worker_lost: () =>
    'The worker ended while it was starting this, so it may or may not have started. It is being looked for and is never sent twice.',
  run_not_readable: (d) =>
    `GitHub no longer shows the run${d.runId ? ` ${d.runId}` : ''}. It is checked again before anything is concluded.`,
  rejected: (d) =>
    `GitHub refused to start the workflow: "${text(d.message, 'no reason given')}"${
      d.neededPermissions ? ` The GitHub App needs the permission ${d.neededPermissions}.` : ''
    } Nothing was started.`,
  platform_rejected: (d) =>
    `The platform refused to go back: "${text(d.message, 'no reason given')}"${
      d.permission ? ` The portal needs the permission ${d.permission}.` : ''
    } Nothing was changed.`,
  restore_failed: (d) =>
    `The platform's rollback failed${d.message ? `: "${d.message}"` : ''}. Compare what runs with what was wanted.`,
  run_failed: (d) =>
    `The workflow failed${d.job ? ` in "${d.job}"` : ''}${d.step ? `, step "${d.step}"` : ''}. What ran before may still be running.`,
  run_timed_out: () =>
    'The workflow took longer than it may and GitHub ended it. What ran before may still be running.',
  run_startup_failure: () =>
    'GitHub could not start the workflow, most often because the workflow file is not valid. Nothing was deployed.',
  run_action_required: () =>
    'The workflow ended by asking for an action on GitHub. Nothing was deployed by this attempt.',
  run_not_executed: (d) =>
    `The workflow ended without doing its work (GitHub says "${text(d.conclusion, 'skipped')}"). It does not count as a success.`,
  conclusion_unknown: (d) =>
    `The run ended with a word nobody here knows ("${text(d.conclusion, 'none')}"). It does not count as a success; look at the run on GitHub.`,
  run_deleted: (d) =>
    `The run${d.runId ? ` ${d.runId}` : ''} was deleted on GitHub (not found in ${text(d.checks, 'several')} checks). Whether it deployed anything is not known: compare the running version.`,
  version_mismatch: (d) =>
    `The workflow succeeded, but ${text(d.component, 'the stage')} still answers with version ${text(d.observedVersion ?? short(d.observedCommitSha), 'unknown')} instead of ${text(d.expectedVersion, 'the one deployed')}.`,
  version_unknown: (d) =>
    `The workflow succeeded, but ${text(d.component, 'the stage')} did not say in time which version it runs.`,
  unhealthy: (d) =>
    `The workflow succeeded, but ${text(d.component, 'a component')} is ${text(d.health, 'down')} since${d.healthReason ? ` (${d.healthReason})` : ''}. The last healthy version is one click away.`,
  health_unknown: (d) =>
    `The workflow succeeded, but ${text(d.component, 'a component')} could not be measured in time. Whether it is healthy is not known.`,
  detached: (d) =>
    `${text(d.by, 'Somebody')} detached this deployment: "${text(d.reason, '')}". A run that still goes on at GitHub is not followed any more.`,
  superseded: (d) =>
    `GitHub cancelled the run because ${d.byRunId ? `run ${d.byRunId}` : 'a newer run'} of the same concurrency group took its place.`,
  cancelled_here: (d) => `${text(d.by, 'Somebody')} cancelled this deployment.`,
  cancelled_on_github: () => 'The run was cancelled on GitHub.',
  never_accepted: (d) =>
    `GitHub never started it: ${text(d.searches, 'all')} searches since ${at(d.since)} found no run with its id. Nothing was deployed; you can deploy again.`,
  restore_never_started: (d) =>
    `The platform never started it: ${text(d.searches, 'all')} questions since ${at(d.since)} found no such rollback. Nothing was changed; you can try again.`,
  cancelled_before_start: (d) =>
    `${text(d.by, 'Somebody')} cancelled this deployment before anything was sent to GitHub.`,
  expired: (d) =>
    `It could not be started within ${text(d.hours, 'two')} hours, so it was dropped: nothing was sent to GitHub.`,
  rerun_conflict: (d) =>
    `${d.attempt ? `Attempt ${d.attempt}` : 'A new attempt'} was started on GitHub while ${d.number ? `deployment #${d.number}` : 'another deployment'} holds the stage. It is followed as soon as that one ends.`,
}

export function explainState(code: StateReason, details: Details): StateExplanation {
  return { code, details, sentence: sentences[code](details) }
}

function text(value: unknown, fallback: string): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : fallback
}

function at(value: unknown): string {
  return typeof value === 'string' ? `at ${value.slice(0, 16).replace('T', ' ')} UTC` : 'later'
}

function short(value: unknown): string | null {
  return typeof value === 'string' ? value.slice(0, 7) : null
}

function list(lead: string, value: unknown): string {
  return Array.isArray(value) && value.length > 0 ? `${lead}${value.join(', ')}` : ''
}
