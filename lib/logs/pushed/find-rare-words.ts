import type pg from 'pg'
import type { Search } from './line-test.ts'

const sampledLines = 2_000
/** More lines are found faster by reading them in the order of time. */
const rareShare = 0.005
const mostWords = 8
const usedWords = 2

/** Words of the text that few lines hold, judged by the newest of the window; none on a server without trigrams. */
export async function findRareWords(
  client: pg.PoolClient,
  { stageId, from, to, text }: Search,
): Promise<readonly string[]> {
  const words = splitWords(text ?? '')
  if (words.length === 0) return []
  const { rows } = await client.query<{ word: string; lines: number }>(sampleSql, [
    ...[stageId, from, to, words.map((word) => `%${word}%`), words],
  ])
  return rows
    .filter(({ lines }) => lines <= sampledLines * rareShare)
    .toSorted((a, b) => a.lines - b.lines || b.word.length - a.word.length)
    .slice(0, usedWords)
    .map(({ word }) => word)
}

/** Runs of letters and digits the index can find; of a long one its beginning is rare enough and found sooner. */
export function splitWords(text: string): readonly string[] {
  const words = text.match(/[A-Za-z0-9]{3,}/g) ?? []
  return [...new Set(words.map((word) => word.slice(0, 9)))].slice(0, mostWords)
}

const sampleSql = `
WITH sample AS MATERIALIZED (
  SELECT text FROM pushed_log WHERE stage_id = $1 AND at >= $2 AND at < $3 ORDER BY at DESC LIMIT ${sampledLines}
)
SELECT w.word, count(s.text)::int AS lines
FROM unnest($4::text[], $5::text[]) AS w(pattern, word) LEFT JOIN sample s ON s.text COLLATE "C" ILIKE w.pattern
WHERE to_regclass('pushed_log_text') IS NOT NULL
GROUP BY w.word`
