import type pg from 'pg'

/** Which system each stage belongs to, read once per stage. */
export interface SystemIds {
  load(stageIds: readonly string[]): Promise<void>
  get(stageId: string): string
}

export function createSystemIds(pool: pg.Pool): SystemIds {
  const known = new Map<string, string>()
  return {
    async load(stageIds) {
      const missing = [...new Set(stageIds)].filter((id) => !known.has(id))
      if (missing.length === 0) return
      const { rows } = await pool.query<{ id: string; systemId: string }>(
        'SELECT id, system_id AS "systemId" FROM stage WHERE id = ANY($1::uuid[])',
        [missing],
      )
      for (const { id, systemId } of rows) known.set(id, systemId)
    },
    get: (stageId) => known.get(stageId) ?? stageId,
  }
}
