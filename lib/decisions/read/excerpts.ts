import { getPool } from '#lib/core/db.ts'
import { redactSecrets } from '#lib/core/redact.ts'
import { toInertText } from '#lib/core/text.ts'
import { toSearchQuery } from './search-query.ts'

export interface ExcerptPart {
  readonly text: string
  readonly isHit: boolean
}

// Characters for private use stand around a hit: a text that holds them itself loses them below.
const [start, stop] = ['\ue000', '\ue001']
const options = `StartSel=${start}, StopSel=${stop}, MaxWords=28, MinWords=12, MaxFragments=2, FragmentDelimiter=" … "`
/** Looking for an excerpt in more than this takes longer than it is worth. */
const searchedCharacters = 20_000

/** Where the words of a search stand, for the records of one page. */
export async function readExcerpts(
  ids: readonly string[],
  q: string | null,
): Promise<ReadonlyMap<string, ExcerptPart[]>> {
  const search = q === null ? null : toSearchQuery(q, 2)
  if (!search || ids.length === 0) return new Map()
  const { rows } = await getPool().query<{ id: string; excerpt: string }>(
    `SELECT d.id, ts_headline('german', translate(left(t.content, ${searchedCharacters}), '${start}${stop}', ''),
       ${search.tsquery}, $2) AS excerpt
     FROM decision d JOIN document t ON t.id = d.document_id WHERE d.id = ANY($1)`,
    [ids, options, ...search.values],
  )
  return new Map(rows.map(({ id, excerpt }) => [id, toParts(excerpt)]))
}

function toParts(excerpt: string): ExcerptPart[] {
  const safe = redactSecrets(toInertText(excerpt)).replace(/\s+/g, ' ')
  return safe
    .split(/(\ue000[^\ue001]*\ue001)/)
    .filter((part) => part !== '')
    .map((part) =>
      part.startsWith(start)
        ? { text: part.slice(1, -1), isHit: true }
        : { text: part.replaceAll(/[\ue000\ue001]/g, ''), isHit: false },
    )
}
