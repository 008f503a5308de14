import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { applyMigrations } from '#scripts/lib/migrate.ts'
import { startTemporaryServer } from '#scripts/postgres/temporary.ts'
import { createEncryptionKey } from '#scripts/start/secrets.ts'
import { createSteps } from '#scripts/start/steps.ts'
import type { ProbingReport, ProbingTask } from './probing-worker.ts'
import { format, limited, type Report, told } from './report.ts'

const probes = 5_000
/** With as many hosts as probes hardly a connection is used twice. */
const hosts = 5_000
const warmUpMs = 45_000
const measureMs = 60_000
// The kernel counts in hundredths of a second on every platform we run on.
const tickMs = 10

/** What probing costs, against a bare undici GET of the same process on the same hosts. */
export async function benchProbing(signal: AbortSignal): Promise<Report> {
  const steps = createSteps(process.stderr)
  const server = await startTemporaryServer({ maxConnections: 50 })
  const target = fork(join(import.meta.dirname, 'probing-target.ts'), { signal })
  target.on('error', () => undefined)
  try {
    await applyMigrations(server.url)
    await seed(server.url)
    const [port] = await once(target, 'message', { signal })
    return await steps.run('Probes measured', () => measure(server.url, port, signal))
  } finally {
    target.kill()
    await server.stop()
  }
}

async function measure(url: string, port: number, signal: AbortSignal): Promise<Report> {
  const worker = fork(join(import.meta.dirname, 'probing-worker.ts'), {
    signal,
    execArgv: ['--conditions=react-server'],
    env: {
      ...process.env,
      DATABASE_URL: url,
      NEXTAUTH_SECRET: 'a secret of this bench only, long enough',
      LEITSTAND_SECRET: 'a secret of this bench only, long enough',
      LEITSTAND_ENCRYPTION_KEYS: createEncryptionKey(),
      LOG_LEVEL: 'warn',
    },
  })
  const task: ProbingTask = { port, probes, hosts, warmUpMs, measureMs }
  worker.send(task)
  await receive(worker, 'measuring')
  const before = await readDatabaseCpuMs(url)
  await receive(worker, 'measured')
  const databaseCpuMs = (await readDatabaseCpuMs(url)) - before
  return toReport(await receive<ProbingReport>(worker), databaseCpuMs)
}

async function receive<T>(worker: ChildProcess, expected?: T): Promise<T> {
  const [message] = await Promise.race([
    once(worker, 'message'),
    once(worker, 'exit').then(([code]) => {
      throw new Error(`The worker ended with ${code}.`)
    }),
  ])
  if (expected !== undefined && message !== expected) throw new Error(`Expected ${expected}.`)
  return message
}

async function seed(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`
    INSERT INTO team (id, slug, name) VALUES ('00000000-0000-0000-0000-000000000001', 'bench', 'Bench');
    INSERT INTO catalog_source (id, kind, location) VALUES ('00000000-0000-0000-0000-000000000001', 'folder', 'bench');
    INSERT INTO system (id, slug, name, team_id, source_id, source_file, format, updated_at)
      SELECT gen_random_uuid(), 'bench-' || n, 'Bench ' || n, '00000000-0000-0000-0000-000000000001',
        '00000000-0000-0000-0000-000000000001', 'leitstand.yaml', 'leitstand', now()
      FROM generate_series(1, ${Math.ceil(probes / 9)}) n;
    INSERT INTO stage (id, system_id, slug, name, position, risk)
      SELECT gen_random_uuid(), s.id, 'stage-' || n, 'Stage ' || n, n, 'staging' FROM system s, generate_series(1, 3) n;
    INSERT INTO component (id, system_id, slug, name, kind, position)
      SELECT gen_random_uuid(), s.id, 'part-' || n, 'Part ' || n, 'api', n FROM system s, generate_series(1, 3) n;
    INSERT INTO probe (stage_id, component_id, slug, kind, config, interval_seconds, timeout_ms, retries)
      SELECT g.id, c.id, c.slug, 'http', jsonb_build_object(
          'url', 'http://h' || (row_number() OVER ()) % ${hosts} || '.bench.test/health',
          'expect', jsonb_build_object('status', 200, 'maxDurationMs', 1500, 'certificateDaysLeft', null,
            'json', jsonb_build_array(jsonb_build_object('path', '$.status', 'equals', 'ok'))),
          'version', jsonb_build_object('path', '$.version', 'commitPath', '$.commit')), 30, 5000, 1
      FROM stage g JOIN component c ON c.system_id = g.system_id LIMIT ${probes};
  `)
  await client.end()
}

/** CPU time of the database's processes so far, those that ended included; 0 where there is no /proc. */
async function readDatabaseCpuMs(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ pid: number }>('SELECT pid FROM pg_stat_activity')
  await client.end()
  const processes = rows.map(({ pid }) => readProcess(pid))
  const parent = readProcess(processes[0]?.parentPid ?? 0)
  const ticks = processes.reduce((sum, { ownTicks }) => sum + ownTicks, 0)
  return (ticks + parent.ownTicks + parent.endedTicks) * tickMs
}

/** Fields of proc_pid_stat(5): the parent, the process's own time, and that of its children that ended. */
function readProcess(pid: number) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const [, parentPid = 0] = fields
    const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11, 15)
    return { parentPid, ownTicks: user + system, endedTicks: endedUser + endedSystem }
  } catch {
    return { parentPid: 0, ownTicks: 0, endedTicks: 0 }
  }
}

function toReport(report: ProbingReport, databaseCpuMs: number): Report {
  const { pooled, fresh, paced, probing, lagMs, startedWithinSecond, heapMb, rssMb } = report
  const ms = (value: number) => `${value.toFixed(3)} ms`
  const against = (base: number) => `${ms(base)}, a probe is ${format(probing.cpuMs / base)} ×`
  return {
    title: `Probing ${probes} http checks on ${hosts} hosts every 30 s, ${probing.calls} measured`,
    figures: [
      limited('CPU per probe, storing included', { value: probing.cpuMs, atMost: 0.6, unit: 'ms' }),
      told('  beside it, in the database', ms(databaseCpuMs / probing.calls)),
      limited('against a bare GET of the same hosts at the same pace', {
        value: probing.cpuMs / paced.cpuMs,
        atMost: 3,
        unit: '×',
      }),
      told('  that bare GET', ms(paced.cpuMs)),
      told('  bare GET with a connection of its own', against(fresh.cpuMs)),
      told('  bare GET on a connection kept open', against(pooled.cpuMs)),
      told('start after slot', `p50 ${lagMs.p50} ms, p99 ${lagMs.p99} ms, max ${lagMs.max} ms`),
      limited('started later than 1 s after their slot', {
        value: (1 - startedWithinSecond) * 100,
        atMost: 1,
        unit: '%',
      }),
      told('heap over time', `${heapMb.join(', ')} MB`),
      told('resident over time', `${rssMb.join(', ')} MB`),
    ],
  }
}
