import { applyRun } from '#lib/deployments/apply-run.ts'
import { classifyDispatch } from '#lib/deployments/classify-dispatch.ts'
import { canMove, canReopen, isActive } from '#lib/deployments/state.ts'
import type { DeploymentState } from '#lib/deployments/vocabulary.ts'
import type { Dispatched, GitHubFailure, Result } from '#lib/github/index.ts'

interface ModelDeployment {
  readonly id: number
  state: DeploymentState
  runId: number | null
  runAttempt: number | null
  runStatus: string | null
  runUpdatedAt: Date | null
  fence: number
  /** Searches that found nothing, without one that failed in between. */
  fruitless: number
  /** GitHub was understood to have refused. */
  isRejected: boolean
}

interface ModelRun {
  readonly id: number
  /** The deployment whose correlation id it carries. */
  readonly intent: number
  attempt: number
  status: string
  conclusion: string | null
  updatedAt: number
  /** Conclusions by attempt. */
  readonly history: (string | null)[]
  /** Answers from before, which may still be under way. */
  readonly echoes: Observation[]
}

interface Observation {
  readonly attempt: number
  readonly status: string
  readonly conclusion: string | null
  readonly updatedAt: Date
}

export type Answer = 'ok' | 'no id' | '502 taken' | '502' | 'reset' | '429' | '422'

export interface Model {
  readonly deployments: ModelDeployment[]
  readonly runs: ModelRun[]
  act(event: string): void
  /** The worker that claimed calls GitHub, which answers so. */
  dispatch(answer: Answer): void
  /** Something happens to the newest run on GitHub. */
  advance(word: string): void
}

const fruitlessNeeded = 3

/**
 * The portal and GitHub without database and network: the product's own rules decide, the model only keeps the books,
 * GitHub's own among them.
 */
export function createModel(): Model {
  const deployments: ModelDeployment[] = []
  const runs: ModelRun[] = []
  let clock = 0
  /** What a worker holds in its hands between claim and note; a crash loses it. */
  let claim: { readonly deployment: ModelDeployment; readonly fence: number } | null = null
  let hasCalled = false

  const active = () => deployments.find(({ state }) => isActive(state)) ?? null
  const runOf = ({ id }: ModelDeployment) => runs.find(({ intent }) => intent === id) ?? null
  const move = (deployment: ModelDeployment, to: DeploymentState) => {
    const isAllowed =
      canMove(deployment.state, to) ||
      (canReopen(deployment.state, to) && active() === null) ||
      (deployment.state === 'verifying' && isActive(to))
    if (!isAllowed) return false
    deployment.state = to
    deployment.fence += 1
    return true
  }

  function observe(deployment: ModelDeployment, run: ModelRun, observed: Observation): void {
    const effect = applyRun(deployment, observed)
    if (effect.kind === 'ignore') return
    if (effect.kind === 'reopen' && active() !== null) return
    if (effect.kind !== 'refresh' && !move(deployment, effect.mapped.state)) return
    deployment.runId = run.id
    deployment.runAttempt = observed.attempt
    deployment.runStatus = observed.status
    deployment.runUpdatedAt = observed.updatedAt
  }

  const look = (run: ModelRun): Observation => ({
    attempt: run.attempt,
    status: run.status,
    conclusion: run.conclusion,
    updatedAt: new Date(run.updatedAt),
  })

  const acts: Readonly<Record<string, () => void>> = {
    click() {
      if (active()) return
      const id = deployments.length + 1
      const nothing = { runId: null, runAttempt: null, runStatus: null, runUpdatedAt: null }
      deployments.push({
        ...nothing,
        id,
        state: 'queued',
        fence: 0,
        fruitless: 0,
        isRejected: false,
      })
    },
    claim() {
      const deployment = active()
      if (claim || deployment?.state !== 'queued' || !move(deployment, 'dispatching')) return
      claim = { deployment, fence: deployment.fence }
      hasCalled = false
    },
    crash() {
      claim = null
    },
    'lease ends'() {
      const deployment = active()
      if (deployment?.state === 'dispatching' && claim?.deployment !== deployment) {
        move(deployment, 'unknown')
      }
    },
    search() {
      const deployment = active()
      if (deployment?.state !== 'unknown') return
      const run = runOf(deployment)
      if (run) observe(deployment, run, look(run))
      else deployment.fruitless += 1
    },
    'search fails'() {
      const deployment = active()
      if (deployment) deployment.fruitless = 0
    },
    'time passes'() {
      const deployment = active()
      if (deployment?.state !== 'unknown' || deployment.fruitless < fruitlessNeeded) return
      if (deployment.runId === null) move(deployment, 'not_started')
    },
    poll() {
      for (const deployment of deployments) {
        const run = runOf(deployment)
        if (run && deployment.runId !== null) observe(deployment, run, look(run))
      }
    },
    'stale poll'() {
      for (const deployment of deployments) {
        const run = runOf(deployment)
        if (!run || deployment.runId === null) continue
        for (const echo of run.echoes) observe(deployment, run, echo)
      }
    },
    cancel() {
      const deployment = active()
      if (deployment?.state === 'queued') move(deployment, 'not_started')
    },
    verified() {
      const deployment = active()
      if (deployment?.state === 'verifying') move(deployment, 'succeeded')
    },
    disagreed() {
      const deployment = active()
      if (deployment?.state === 'verifying') move(deployment, 'failed')
    },
    rerun() {
      const run = runs.at(-1)
      if (run?.status !== 'completed') return
      set(run, 'queued', null, run.attempt + 1)
    },
    detach() {
      const deployment = active()
      if (deployment?.state === 'unknown') move(deployment, 'failed')
    },
  }

  function set(
    run: ModelRun,
    status: string,
    conclusion: string | null,
    attempt = run.attempt,
  ): void {
    run.echoes.push(look(run))
    clock += 1_000
    Object.assign(run, { attempt, status, conclusion, updatedAt: clock })
    run.history[run.attempt - 1] = conclusion
  }

  return {
    deployments,
    runs,
    act: (event) => acts[event]?.(),
    dispatch(answer) {
      if (!claim || hasCalled) return
      hasCalled = true
      const { deployment, fence } = claim
      claim = null
      const isTaken =
        answer === 'ok' || answer === 'no id' || answer === '502 taken' || answer === 'reset'
      if (isTaken) {
        clock += 1_000
        const fresh = { attempt: 1, status: 'queued', conclusion: null, updatedAt: clock }
        runs.push({ ...fresh, id: runs.length + 1, intent: deployment.id, history: [], echoes: [] })
      }
      // A worker that was overtaken writes nothing.
      if (deployment.fence !== fence) return
      const outcome = classifyDispatch(toResult(answer, runs.length), new Date(clock))
      if (outcome.kind === 'started' && move(deployment, 'running')) {
        deployment.runId = Number(outcome.runId)
      }
      if (outcome.kind === 'uncertain') move(deployment, 'unknown')
      if (outcome.kind === 'rejected') deployment.isRejected = move(deployment, 'failed')
      if (outcome.kind === 'postponed') move(deployment, 'queued')
    },
    advance(word) {
      const run = runs.at(-1)
      if (!run || run.status === 'completed') return
      const isOpen = word === 'queued' || word === 'in_progress' || word === 'waiting'
      if (isOpen) set(run, word, null)
      else set(run, 'completed', word)
    },
  }
}

function toResult(answer: Answer, runId: number): Result<Dispatched> {
  if (answer === 'ok') return { ok: true, value: { runId: String(runId), runUrl: null } }
  if (answer === 'no id') return { ok: true, value: { runId: null, runUrl: null } }
  return { ok: false, failure: toFailure(answer) }
}

function toFailure(answer: Exclude<Answer, 'ok' | 'no id'>): GitHubFailure {
  const message = 'as scripted'
  switch (answer) {
    case '502':
    case '502 taken':
      return { kind: 'unknown_outcome', cause: 'server_error', status: 502, message }
    case 'reset':
      return { kind: 'unknown_outcome', cause: 'connection_lost', status: null, message }
    case '429':
      return { kind: 'not_accepted', retryAt: new Date(0), message }
    case '422':
      return { kind: 'rejected', status: 422, message, neededPermissions: null }
  }
}
