import { jobContext } from '#lib/core/context.ts'
import { getPool } from '#lib/core/db.ts'
import { deploymentJobs } from '#lib/deployments/index.ts'
import { processDeliveries } from '#lib/webhooks/process-deliveries.ts'

/** A worker that works one job at a time, when it is told to and at the time it is told. */
export interface TimeMachine {
  now(): Date
  /** Lets time pass and has what was lost meanwhile picked up, as a worker that starts does. */
  restart(): Promise<void>
  /** Works off the next job, due or not; false when there is none. What it throws is the job's own affair. */
  work(): Promise<boolean>
  followHints(): Promise<void>
  discover(watched: { readonly repository: string; readonly workflow: string }): Promise<void>
  /** The next jobs cannot write: before they call GitHub, or only what they learnt from it. */
  setCrash(when: 'never' | 'before the call' | 'after the call'): Promise<void>
}

interface TakenJob {
  readonly name: string
  readonly payload: unknown
}

const takeSql = `
  WITH taken AS (
    DELETE FROM graphile_worker._private_jobs WHERE id = (
      SELECT id FROM graphile_worker._private_jobs WHERE key LIKE 'deployment%' OR key LIKE 'discover%'
      ORDER BY run_at, id LIMIT 1)
    RETURNING task_id, payload)
  SELECT identifier AS name, payload FROM taken JOIN graphile_worker._private_tasks t ON t.id = task_id`

const crashSql = `
  CREATE TABLE crash_switch (mode text NOT NULL);
  INSERT INTO crash_switch VALUES ('never');
  CREATE FUNCTION crash() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE mode text := (SELECT s.mode FROM crash_switch s);
  BEGIN
    IF mode = 'before the call' OR (mode = 'after the call' AND NEW.state <> 'dispatching') THEN
      RAISE EXCEPTION 'the worker is gone';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER crash BEFORE UPDATE ON deployment FOR EACH ROW EXECUTE FUNCTION crash()`

export async function createTimeMachine(): Promise<TimeMachine> {
  await getPool().query(crashSql)
  let passedMs = 0
  const now = () => new Date(Date.now() + passedMs)

  async function run(name: string, payload: unknown): Promise<void> {
    const job = deploymentJobs.find((candidate) => candidate.name === name)
    if (!job) throw new Error(`There is no job ${name}.`)
    // Safe because each payload is parsed by the schema of its own job.
    const parsed = job.payload.parse(payload) as never
    await job.run(jobContext(name, { now }), parsed, AbortSignal.timeout(30_000))
  }

  return {
    now,
    async restart() {
      passedMs += 61_000
      await run('deployments.sweep', {})
    },
    async work() {
      const { rows } = await getPool().query<TakenJob>(takeSql)
      const [job] = rows
      if (!job) return false
      await run(job.name, job.payload).catch(() => undefined)
      return true
    },
    followHints: () =>
      processDeliveries(jobContext('hints', { now }), new AbortController().signal),
    discover: (watched) => run('deployments.discover-external', watched),
    async setCrash(mode) {
      await getPool().query('UPDATE crash_switch SET mode = $1', [mode])
    },
  }
}
