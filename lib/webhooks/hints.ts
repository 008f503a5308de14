import { z } from 'zod'
import { redactSecrets } from '#lib/core/redact.ts'

/** What a delivery makes worth fetching. Never facts: those are asked from GitHub itself. */
export type Hint =
  | {
      readonly kind: 'run'
      readonly repository: string
      readonly runId: string
      readonly attempt: number
      /** File name below `.github/workflows`; null when the event does not say. */
      readonly workflow: string | null
      /** Carries our correlation id when the run is ours; empty when the event does not say. */
      readonly title: string
    }
  | { readonly kind: 'push'; readonly repository: string }
  /** Renamed, moved, archived, deleted: what the catalog knows about it may no longer hold. */
  | { readonly kind: 'repository'; readonly githubId: string; readonly repository: string }
  /** The App gained or lost access, to one or to many repositories. */
  | { readonly kind: 'access' }

export type HintReading =
  | { readonly hint: Hint }
  | { readonly ignored: 'nothing_to_do' | 'unknown_event' | 'unknown_action' | 'not_understood' }

const id = z.union([z.number(), z.string(), z.bigint()]).transform(String)
const repository = z.object({ id, full_name: z.string().max(200).transform(redactSecrets) })

const runEvent = z.object({
  repository,
  workflow_run: z.object({
    id,
    run_attempt: z.number().int().default(1),
    path: z.string().max(500).default(''),
    display_title: z.string().max(2_000).default('').transform(redactSecrets),
  }),
})
const jobEvent = z.object({
  repository,
  workflow_job: z.object({ run_id: id, run_attempt: z.number().int().default(1) }),
})
const repositoryEvent = z.object({ repository })

type Reader = (payload: unknown) => Hint | null

const readers: Readonly<
  Record<string, { readonly actions: readonly string[] | null; readonly read: Reader }>
> = {
  ping: { actions: null, read: () => null },
  workflow_run: { actions: ['requested', 'in_progress', 'completed'], read: readRun },
  workflow_job: { actions: ['queued', 'waiting', 'in_progress', 'completed'], read: readJob },
  push: {
    actions: null,
    read: (payload) => ({
      kind: 'push',
      repository: repositoryEvent.parse(payload).repository.full_name,
    }),
  },
  repository: {
    actions: ['renamed', 'transferred', 'archived', 'unarchived', 'deleted'],
    read: readRepository,
  },
  installation: {
    actions: ['created', 'deleted', 'suspend', 'unsuspend', 'new_permissions_accepted'],
    read: () => ({ kind: 'access' }),
  },
  installation_repositories: { actions: ['added', 'removed'], read: () => ({ kind: 'access' }) },
}

/** The hint in a delivery; unknown events and actions are no error, GitHub adds new ones at any time. */
export function readHint(event: string, action: string | null, payload: unknown): HintReading {
  const reader = Object.hasOwn(readers, event) ? readers[event] : undefined
  if (!reader) return { ignored: 'unknown_event' }
  if (reader.actions && !reader.actions.includes(action ?? '')) return { ignored: 'unknown_action' }
  try {
    const hint = reader.read(payload)
    return hint ? { hint } : { ignored: 'nothing_to_do' }
  } catch {
    return { ignored: 'not_understood' }
  }
}

function readRun(payload: unknown): Hint {
  const {
    repository: { full_name },
    workflow_run: run,
  } = runEvent.parse(payload)
  return {
    kind: 'run',
    repository: full_name,
    runId: run.id,
    attempt: run.run_attempt,
    // `path` may carry the ref behind an @: `.github/workflows/deploy.yml@refs/heads/main`.
    workflow: run.path.split('@')[0]?.split('/').at(-1) || null,
    title: run.display_title,
  }
}

function readJob(payload: unknown): Hint {
  const {
    repository: { full_name },
    workflow_job: job,
  } = jobEvent.parse(payload)
  const { run_id: runId, run_attempt: attempt } = job
  return { kind: 'run', repository: full_name, runId, attempt, workflow: null, title: '' }
}

function readRepository(payload: unknown): Hint {
  const {
    repository: { id: githubId, full_name },
  } = repositoryEvent.parse(payload)
  return { kind: 'repository', githubId, repository: full_name }
}
