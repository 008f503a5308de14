import type pg from 'pg'

export interface ProberRow {
  readonly id: string
  readonly isCutOff: boolean
}

const silentSeconds = 20

/** Says that this prober lives and whether it is cut off; answers how many others live and are not. */
export async function keepProber(pool: pg.Pool, { id, isCutOff }: ProberRow): Promise<number> {
  const { rows } = await pool.query<{ others: number }>(beatSql, [id, isCutOff, silentSeconds])
  return rows[0]?.others ?? 0
}

export async function removeProber(pool: pg.Pool, id: string): Promise<void> {
  await pool.query('DELETE FROM prober WHERE id = $1', [id])
}

/** Records once, for however many probers it happens to, that they were cut off or are back. */
export async function recordCutOff(pool: pg.Pool, isCutOff: boolean): Promise<void> {
  await pool.query(recordSql, [
    isCutOff ? 'healthy' : 'unknown',
    isCutOff ? 'unknown' : 'healthy',
    isCutOff ? 'prober_cut_off' : null,
  ])
}

const beatSql = `
WITH gone AS (DELETE FROM prober WHERE last_seen_at < now() - interval '1 day' AND id <> $1),
beat AS (
  INSERT INTO prober (id, last_seen_at, cut_off_since) VALUES ($1, now(), CASE WHEN $2 THEN now() END)
  ON CONFLICT (id) DO UPDATE SET last_seen_at = now(),
    cut_off_since = CASE WHEN $2 THEN coalesce(prober.cut_off_since, now()) END)
SELECT count(*)::int AS others FROM prober
WHERE id <> $1 AND cut_off_since IS NULL AND last_seen_at > now() - $3 * interval '1 s'`

const recordSql = `
INSERT INTO status_change (subject, "from", "to", reason, at)
SELECT 'prober', $1, $2, $3, now()
WHERE coalesce((SELECT c."to" FROM status_change c WHERE c.subject = 'prober' ORDER BY c.id DESC LIMIT 1), 'healthy') <> $2`
