import { benchRepository } from '../stand-in/place.ts'

export interface Payload {
  readonly event: string
  readonly body: string
}

const jobsPerRun = 2
/** GitHub's own payloads repeat the repository with its many addresses: around 20 kB and 300 fields in all. */
const addresses = Object.fromEntries(
  Array.from({ length: 90 }, (_, index) => [
    `part_${index}_url`,
    `https://api.github.com/repos/${benchRepository}/part_${index}{/number}`,
  ]),
)
const filler = { head: addresses, base: addresses, owner: { ...addresses, id: 11, type: 'User' } }

/** What GitHub sends of one run after the other: the push, then run and jobs from queued to completed. */
export function* createPayloads(): Generator<Payload, never> {
  for (let run = 1; ; run += 1) {
    yield toPayload('push', { ref: 'refs/heads/main' })
    for (const action of ['requested', 'in_progress', 'completed']) {
      yield toPayload('workflow_run', { action, workflow_run: toRun(run) })
      for (let job = 0; job < jobsPerRun; job += 1) {
        const stage = action === 'requested' ? 'queued' : action
        yield toPayload('workflow_job', {
          action: stage,
          workflow_job: { id: run * 10 + job, run_id: run, run_attempt: 1, name: `job ${job}` },
        })
      }
    }
  }
}

function toRun(id: number) {
  const path = '.github/workflows/deploy.yml'
  return { id, run_attempt: 1, path, display_title: `Release ${id}`, status: 'queued' }
}

function toPayload(event: string, facts: Readonly<Record<string, unknown>>): Payload {
  const repository = { id: 7, full_name: benchRepository, ...addresses }
  return { event, body: JSON.stringify({ ...facts, repository, ...filler }) }
}
