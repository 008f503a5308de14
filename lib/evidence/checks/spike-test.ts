import { getPool } from '#lib/core/db.ts'
import { type Check, no, unknown, yes } from './check.ts'

const dayMs = 86_400_000
const defaultDays = 30

/** Whether a test of a spike passed on the stage lately: a write test, a restart test. */
export const spikeTest: Check = {
  name: 'spike-test',
  parameters: ['test', 'days'],
  required: ['test'],
  async read({ reader, parameters }) {
    const test = parameters.test ?? ''
    const { rows } = await getPool().query<RunRow>(runSql, [reader.subject.stageId, test])
    const [run] = rows
    if (!run) return unknown('test_never_ran', { test })
    const observedAt = run.finishedAt.toISOString()
    const seen = {
      source: 'spikes',
      link: `/spikes/${run.spikeId}`,
      observedAt,
      value: `#${run.number}`,
    }
    if (run.state !== 'passed')
      return no('test_failed', seen, { test, state: run.state, at: observedAt })
    const days = Number(parameters.days ?? defaultDays)
    const ageMs = reader.now.getTime() - run.finishedAt.getTime()
    if (ageMs > days * dayMs) return unknown('test_too_old', { test, at: observedAt, days }, seen)
    return yes(seen)
  },
}

interface RunRow {
  readonly spikeId: string
  readonly number: number
  readonly state: string
  readonly finishedAt: Date
}

// A cancelled run says nothing about the stage.
const runSql = `
SELECT spike_id AS "spikeId", number, state, finished_at AS "finishedAt" FROM spike_run
WHERE stage_id = $1::uuid AND test = $2 AND state IN ('passed', 'failed', 'inconclusive')
  AND finished_at IS NOT NULL
ORDER BY finished_at DESC LIMIT 1`
