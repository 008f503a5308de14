import { randomUUID } from 'node:crypto'
import { getPool } from '#lib/core/db.ts'

/** A stage of a system of its own, with components by slug. */
export interface TestStage {
  readonly systemId: string
  readonly systemSlug: string
  readonly teamSlug: string
  readonly stageId: string
  readonly stageSlug: string
  readonly componentIds: Readonly<Record<string, string>>
}

export async function createStage(
  components: Readonly<Record<string, string>> = { api: 'api' },
): Promise<TestStage> {
  const systemId = randomUUID()
  const stageId = randomUUID()
  const teamId = randomUUID()
  const sourceId = randomUUID()
  const slug = `s${systemId.slice(0, 8)}`
  await getPool().query(
    `WITH team AS (INSERT INTO team (id, slug, name) VALUES ($1, $5, $5)),
     source AS (INSERT INTO catalog_source (id, kind, location) VALUES ($2, 'folder', $5)),
     system AS (
       INSERT INTO system (id, slug, name, team_id, source_id, source_file, format, updated_at)
       VALUES ($3, $5, $5, $1, $2, 'leitstand.yaml', 'leitstand', now()))
     INSERT INTO stage (id, system_id, slug, name, position, risk) VALUES ($4, $3, 'production', 'Production', 0, 'production')`,
    [teamId, sourceId, systemId, stageId, slug],
  )
  const componentIds: Record<string, string> = {}
  for (const [position, [name, kind]] of Object.entries(components).entries()) {
    const id = randomUUID()
    componentIds[name] = id
    await getPool().query(
      'INSERT INTO component (id, system_id, slug, name, kind, position) VALUES ($1, $2, $3, $3, $4, $5)',
      [id, systemId, name, kind, position],
    )
  }
  return {
    systemId,
    systemSlug: slug,
    teamSlug: slug,
    stageId,
    stageSlug: 'production',
    componentIds,
  }
}

export interface TestProbe {
  readonly stage: TestStage
  readonly component?: string
  readonly kind: 'http' | 'tcp' | 'heartbeat'
  readonly config: object
  readonly intervalSeconds?: number
  readonly timeoutMs?: number
  readonly retries?: number
  /** Of the first slot from now; null (default) lets the prober plan it. */
  readonly dueInMs?: number | null
}

let probes = 0

export async function createProbe(probe: TestProbe): Promise<number> {
  const component = probe.component ?? Object.keys(probe.stage.componentIds)[0] ?? ''
  const { rows } = await getPool().query<{ id: number }>(
    `INSERT INTO probe (stage_id, component_id, slug, kind, config, interval_seconds, timeout_ms, retries, next_run_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, now() + $9::float8 * interval '1 ms') RETURNING id`,
    [
      probe.stage.stageId,
      probe.stage.componentIds[component],
      `probe-${++probes}`,
      probe.kind,
      JSON.stringify(probe.config),
      probe.intervalSeconds ?? 30,
      probe.timeoutMs ?? 2_000,
      probe.retries ?? 0,
      probe.dueInMs ?? null,
    ],
  )
  const [row] = rows
  if (!row) throw new Error('The probe was not stored.')
  return row.id
}

export interface ProbeRow {
  readonly health: string
  readonly reason: string | null
  readonly params: Readonly<Record<string, string>>
  readonly observedAt: Date | null
  readonly nextRunAt: Date | null
  readonly leasedUntil: Date | null
  readonly fence: string
  readonly version: string | null
  readonly commitSha: string | null
}

export async function readProbe(id: number): Promise<ProbeRow> {
  const [row] = await query<ProbeRow>(
    `SELECT health, health_reason AS reason, health_params AS params, observed_at AS "observedAt",
            next_run_at AS "nextRunAt", leased_until AS "leasedUntil", fence, version, commit_sha AS "commitSha"
     FROM probe WHERE id = $1`,
    [id],
  )
  if (!row) throw new Error(`No probe ${id}.`)
  return row
}

/** Rows of a statement, for what a test wants to see of the database. */
export async function query<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
  // Safe because each test names the columns it selects.
  return (await getPool().query(text, [...values])).rows as Row[]
}

/** Waits until a look at the database is as expected; the last look's error otherwise. */
export async function eventually(look: () => Promise<void>, timeoutMs = 15_000): Promise<void> {
  const deadline = performance.now() + timeoutMs
  for (;;) {
    try {
      await look()
      return
    } catch (error) {
      if (performance.now() > deadline) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}
