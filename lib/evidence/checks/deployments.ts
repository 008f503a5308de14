import { getPool } from '#lib/core/db.ts'
import { toStageLink } from '../measure.ts'
import { type Check, type CheckInput, no, unknown, yes } from './check.ts'

/** Whether the stage was deployed from here and the deployment was verified. */
export const deployment: Check = {
  name: 'deployment',
  parameters: [],
  async read(input) {
    const newest = await findSucceeded(input)
    if (!newest) return no('not_deployed', toSeen(input, null))
    return yes({ ...toSeen(input, newest.finishedAt), value: newest.version })
  },
}

/** Whether the newest deployment did a step of that name, e.g. its migrations. */
export const deployWorkflow: Check = {
  name: 'deploy-workflow',
  parameters: ['step'],
  async read(input) {
    const wanted = input.parameters.step ?? 'migrat'
    const newest = await findSucceeded(input)
    if (!newest) return no('not_deployed', toSeen(input, null))
    const seen = toSeen(input, newest.finishedAt)
    const { rows } = await getPool().query<{ name: string; state: string }>(stepsSql, [newest.id])
    if (rows.length === 0) return unknown('no_steps', { version: newest.version }, seen)
    const found = rows.find(
      ({ name, state }) =>
        name.toLowerCase().includes(wanted.toLowerCase()) && state === 'succeeded',
    )
    if (!found) return no('step_missing', seen, { step: wanted, version: newest.version })
    return yes({ ...seen, value: found.name })
  },
}

/** Whether the version named by `ref` runs; without one, whether everybody agrees on what runs. */
export const runningRelease: Check = {
  name: 'running-release',
  parameters: ['ref'],
  async read(input) {
    const { running } = await input.reader.overview()
    const { version, commitSha, agreement, observedAt, since } = running
    const seen = toSeen(input, observedAt ?? since)
    if (version === null && commitSha === null) return unknown('version_unknown')
    if (agreement === 'unknown') return unknown('version_unknown', {}, seen)
    const disagree = ['disagreed', 'platform_disagrees', 'components_differ'].includes(agreement)
    if (disagree) return no('sources_disagree', seen, { agreement })
    const { ref } = input.parameters
    const isMeant = ref === undefined || ref === version || isCommit(ref, commitSha)
    const value = version ?? commitSha
    if (isMeant) return yes({ ...seen, value })
    return no('other_release', { ...seen, value }, { wanted: ref, running: value })
  },
}

function isCommit(ref: string, commitSha: string | null): boolean {
  return /^[0-9a-f]{7,40}$/.test(ref) && (commitSha ?? '').startsWith(ref)
}

interface Succeeded {
  readonly id: string
  readonly version: string
  readonly finishedAt: string | null
}

async function findSucceeded({ reader }: CheckInput): Promise<Succeeded | null> {
  const { rows } = await getPool().query<
    Omit<Succeeded, 'finishedAt'> & { finishedAt: Date | null }
  >(newestSql, [reader.subject.stageId])
  const [row] = rows
  return row ? { ...row, finishedAt: row.finishedAt?.toISOString() ?? null } : null
}

function toSeen({ reader }: CheckInput, observedAt: string | null) {
  const link = toStageLink(reader.subject, '/deployments')
  return { source: 'deployments', link, observedAt }
}

const newestSql = `
SELECT id, version, finished_at AS "finishedAt" FROM deployment
WHERE stage_id = $1::uuid AND state = 'succeeded' ORDER BY finished_at DESC NULLS LAST LIMIT 1`

const stepsSql = `
SELECT name, state FROM deployment_step
WHERE deployment_id = $1::uuid
  AND run_attempt = (SELECT max(run_attempt) FROM deployment_step WHERE deployment_id = $1::uuid)`
