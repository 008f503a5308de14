import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getPool } from '#lib/core/db.ts'
import { AppError } from '#lib/core/errors.ts'
import { readJobLog } from '#lib/deployments/index.ts'
import { HostingError } from '#lib/hosting/failure.ts'
import type { LogItem, LogLine, LogQuery, LogSource } from '#lib/hosting/log-port.ts'

/** What lines of a deployment's jobs count as. */
export const deploymentComponent = 'deployment'

/** Jobs read for one answer; the rest is on the deployments' own pages. */
const maxJobs = 6

interface Job {
  readonly deploymentId: string
  readonly number: number
  readonly jobId: string
  readonly jobName: string
  readonly startedAt: Date
}

/** The jobs of a stage's deployments as GitHub logged them. */
export function createDeploymentSource(ctx: Context, stageId: string): LogSource {
  return {
    searchesText: false,
    components: [deploymentComponent],
    async *read(query, signal): AsyncGenerator<LogItem> {
      const jobs = await listJobs(stageId, query)
      let given = 0
      for (const job of jobs.slice(0, maxJobs)) {
        signal.throwIfAborted()
        for (const line of (await readLines(ctx, job)).toReversed()) {
          if (line.at < query.from || line.at >= query.to) continue
          yield { kind: 'line', line }
          if (++given >= query.limit) {
            yield { kind: 'notice', notice: { kind: 'truncated', at: line.at, detail: null } }
            return
          }
        }
      }
      const next = jobs[maxJobs]
      if (next) {
        const notice = { kind: 'truncated', at: next.startedAt, detail: null } as const
        yield { kind: 'notice', notice }
      }
    },
  }
}

async function listJobs(stageId: string, { from, to }: LogQuery): Promise<readonly Job[]> {
  const { rows } = await getPool().query<Job>(jobsSql, [stageId, from, to, maxJobs + 1])
  return rows
}

async function readLines(ctx: Context, job: Job): Promise<LogLine[]> {
  const lines: LogLine[] = []
  let at = job.startedAt
  try {
    for (let cursor = 0; ; ) {
      const log = await readJobLog(
        ctx,
        { id: job.deploymentId, jobId: job.jobId },
        { after: cursor },
      )
      for (const line of log.lines) {
        at = line.at ? new Date(line.at) : at
        lines.push({
          id: `${job.jobId}.${line.number}`,
          at,
          component: deploymentComponent,
          instance: `#${job.number} ${job.jobName}`,
          text: line.text,
          level: readCommand(line.text),
        })
      }
      if (log.lines.length === 0 || log.cursor === cursor) return lines
      cursor = log.cursor
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    throw new HostingError('unreachable', error.message, { cause: error })
  }
}

/** GitHub's own marks (https://docs.github.com/actions/reference/workflow-commands-for-github-actions). */
function readCommand(text: string): string | null {
  return /^##\[(error|warning|debug)\]/.exec(text)?.[1] ?? null
}

// Of runs that were repeated, every attempt has jobs of its own.
const jobsSql = `
SELECT d.id AS "deploymentId", d.number, s.job_id AS "jobId", s.job_name AS "jobName", b.at AS "startedAt"
FROM deployment d JOIN deployment_step s ON s.deployment_id = d.id
CROSS JOIN LATERAL (SELECT coalesce(s.started_at, d.started_at, d.dispatched_at, d.created_at) AS at) b
WHERE d.stage_id = $1 AND s.number = 0 AND b.at < $3 AND coalesce(s.completed_at, now()) >= $2
ORDER BY b.at DESC LIMIT $4`
