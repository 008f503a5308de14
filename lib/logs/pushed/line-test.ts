import type { LogLevel } from '../words.ts'
import { toStoredLevel } from './stored-level.ts'

export interface LineFilter {
  /** Null for all; null inside for lines that name no level. */
  readonly levels: readonly (LogLevel | null)[] | null
  /** Slugs; null for all. */
  readonly components: readonly string[] | null
}

/** Which lines of a stage are searched for. */
export interface Search extends LineFilter {
  readonly stageId: string
  readonly from: Date
  readonly to: Date
  readonly limit: number
  /** Plain text to be found; null for any. */
  readonly text: string | null
  readonly matchCase: boolean
  /** In PostgreSQL's dialect; null for none. */
  readonly pattern: string | null
  /** Text whose lines are left out, whatever its case; empty for none. */
  readonly not: string
}

export interface LineTest {
  /** A condition over `pushed_log` that no index is used for. */
  readonly sql: string
  /** Those of `$1` to `$9`: stage, from, to, limit, then what the condition needs. */
  readonly values: readonly unknown[]
  /** Only errors and worse pass, which have an index of their own. */
  readonly isWorse: boolean
}

export function toLineTest(search: Search): LineTest {
  const { stageId, from, to, limit, text, pattern, not } = search
  const [levels, components] = toFilterValues(search)
  return {
    sql: [
      '($5::smallint[] IS NULL OR level = ANY($5))',
      '($6::text[] IS NULL OR component = ANY($6))',
      `($7::text IS NULL OR ${toComparison(search)} $7)`,
      "($8::text IS NULL OR (text || '') ~ $8)",
      "($9::text IS NULL OR (text || '') NOT ILIKE $9)",
    ].join(' AND '),
    values: [
      ...[stageId, from, to, limit, levels, components],
      ...[text && toLikePattern(text), pattern, not === '' ? null : toLikePattern(not)],
    ],
    isWorse: levels?.every((level) => level >= 5) ?? false,
  }
}

/** In the collation `C` only ASCII has cases, which is compared in half the time. */
function toComparison({ text, matchCase }: Search): string {
  if (matchCase) return 'text COLLATE "C" LIKE'
  return /^\p{ASCII}*$/u.test(text ?? '') ? 'text COLLATE "C" ILIKE' : "(text || '') ILIKE"
}

const toLikePattern = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`

export const toFilterValues = ({
  levels,
  components,
}: LineFilter): readonly [readonly number[] | null, readonly string[] | null] => [
  levels?.map(toStoredLevel) ?? null,
  components,
]
