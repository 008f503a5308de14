import { getPool } from '#lib/core/db.ts'

/** `newer` takes the place of `older`, by the word of either text. */
export interface SupersessionEdge {
  readonly newer: string
  readonly older: string
  /** The older text says so itself. */
  readonly isTold: boolean
}

interface Row {
  readonly id: string
  readonly number: string
  readonly systemId: string | null
  readonly supersedes: readonly string[]
  readonly supersededBy: readonly string[]
}

const sql = `
WITH visible AS (
  SELECT d.id, d.number, t.system_id AS "systemId", d.supersedes, d.superseded_by AS "supersededBy"
  FROM decision d JOIN document t ON t.id = d.document_id
  WHERE d.removed_at IS NULL AND ($1::uuid[] IS NULL OR t.system_id IS NULL OR t.system_id = ANY($1))
), named AS (
  SELECT DISTINCT lower(name) AS name FROM visible, unnest(supersedes || "supersededBy") AS name
)
SELECT v.* FROM visible v
WHERE cardinality(v.supersedes) + cardinality(v."supersededBy") > 0
  OR lower(v.id) IN (SELECT name FROM named) OR lower(v.number) IN (SELECT name FROM named)
  OR ltrim(regexp_replace(lower(v.number), '^[a-z_-]+', ''), '0') IN
     (SELECT ltrim(regexp_replace(name, '^[a-z_-]+', ''), '0') FROM named)`

/** Which records take whose place, among those the reader may see. Names that nothing answers to are left out. */
export async function readSupersessions(
  visible: readonly string[] | null,
): Promise<readonly SupersessionEdge[]> {
  const { rows } = await getPool().query<Row>(sql, [visible])
  return resolveSupersessions(rows)
}

export function resolveSupersessions(rows: readonly Row[]): readonly SupersessionEdge[] {
  const find = createFinder(rows)
  const edges = new Map<string, SupersessionEdge>()
  const add = (newer: string, older: string, isTold: boolean) => {
    if (newer === older) return
    const key = `${newer} ${older}`
    const known = edges.get(key)
    edges.set(key, { newer, older, isTold: isTold || known?.isTold === true })
  }
  for (const row of rows) {
    for (const name of row.supersedes) {
      const older = find(name, row)
      if (older) add(row.id, older, false)
    }
    for (const name of row.supersededBy) {
      const newer = find(name, row)
      if (newer) add(newer, row.id, true)
    }
  }
  return [...edges.values()]
}

/** By id, then by number within the same system, then by the digits where one side leaves the letters out. */
function createFinder(rows: readonly Row[]) {
  const byId = new Map(rows.map(({ id }) => [id.toLowerCase(), id]))
  const byNumber = new Map<string, string>()
  const byDigits = new Map<string, string>()
  for (const { id, number, systemId } of rows) {
    setOnce(byNumber, `${systemId} ${number.toLowerCase()}`, id)
    setOnce(byDigits, `${systemId} ${toDigits(number)}`, id)
  }
  return (name: string, { systemId }: Row): string | null => {
    const wanted = name.toLowerCase()
    const exact = byNumber.get(`${systemId} ${wanted}`) ?? byId.get(wanted)
    if (exact) return exact
    const digits = toDigits(name)
    return digits === '' ? null : (byDigits.get(`${systemId} ${digits}`) ?? null)
  }
}

function setOnce(map: Map<string, string>, key: string, value: string): void {
  if (!map.has(key)) map.set(key, value)
}

const toDigits = (name: string) => /^(?:[a-z_-]+)?0*(\d+)$/i.exec(name)?.[1] ?? ''
