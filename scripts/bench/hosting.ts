import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import pg from 'pg'
import { quotas } from '#lib/hosting/readings/budget.ts'
import { applyMigrations } from '#scripts/lib/migrate.ts'
import { startTemporaryServer } from '#scripts/postgres/temporary.ts'
import { createEncryptionKey } from '#scripts/start/secrets.ts'
import { createSteps } from '#scripts/start/steps.ts'
import type { HostingReport } from './hosting-worker.ts'
import { format, limited, type Report, told } from './report.ts'

const stages = 300
/** As many accounts as a company of that size has on one platform. */
const accounts = 3

/** What asking the platforms of 300 stages costs, and whether every account stays within its budget. */
export async function benchHosting(signal: AbortSignal): Promise<Report> {
  const steps = createSteps(process.stderr)
  const server = await startTemporaryServer({ maxConnections: 50 })
  try {
    await applyMigrations(server.url)
    await seed(server.url)
    return await steps.run('Platforms asked', () => measure(server.url, signal))
  } finally {
    await server.stop()
  }
}

async function measure(url: string, signal: AbortSignal): Promise<Report> {
  const worker = fork(join(import.meta.dirname, 'hosting-worker.ts'), {
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
  const ended = once(worker, 'exit', { signal })
  const [report] = (await once(worker, 'message', { signal })) as [HostingReport]
  await ended
  return toReport(report)
}

function toReport({ calls, cpuMs, elapsedMs, releases }: HostingReport): Report {
  const busiest = Math.max(0, ...Object.values(calls))
  const { burst, perMinute } = quotas.digitalocean
  const total = Object.values(calls).reduce((sum, count) => sum + count, 0)
  return {
    title: `Platforms: ${stages} stages on ${accounts} accounts of DigitalOcean, one worker`,
    figures: [
      limited('Calls of the busiest account in a minute', {
        value: busiest,
        atMost: burst + perMinute,
        unit: 'calls',
      }),
      limited('One core', { value: (100 * cpuMs) / elapsedMs, atMost: 10, unit: '%' }),
      told('Calls of all accounts', `${total} in ${format(elapsedMs / 1_000)} s`),
      told('Stages whose release is known', `${releases} of ${stages}`),
    ],
  }
}

async function seed(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(seedSql, [stages, accounts])
  } finally {
    await client.end()
  }
}

const seedSql = `
WITH t AS (INSERT INTO team (id, slug, name) VALUES (gen_random_uuid(), 'bench', 'Bench') RETURNING id),
s AS (INSERT INTO catalog_source (id, kind, location)
  VALUES (gen_random_uuid(), 'folder', 'bench') RETURNING id),
y AS (INSERT INTO system (id, slug, name, team_id, source_id, source_file, format, updated_at)
  SELECT gen_random_uuid(), 'system-' || n, 'System ' || n, t.id, s.id, 'leitstand.yaml', 'leitstand', now()
  FROM generate_series(1, $1::int) n, t, s RETURNING id, slug)
INSERT INTO stage (id, system_id, slug, name, position, risk, hosting_kind, hosting_target)
SELECT gen_random_uuid(), id, 'production', 'Production', 0, 'production', 'digitalocean-app-platform',
  jsonb_build_object('appName', slug, 'region', 'fra', 'accountAlias', 'account-' || abs(hashtext(slug) % $2::int))
FROM y`
