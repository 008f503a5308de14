import { type AppError, unavailable } from './errors.ts'

// PostgreSQL's class 08 (connection), 57P (server going down), 53 (out of something), 25006 (read-only).
const sqlStates: Readonly<Record<string, string>> = {
  '53100': 'The database has no disk space left; nothing was changed.',
  '53200': 'The database is out of memory; nothing was changed.',
  '53300': 'The database accepts no more connections right now.',
  '25006': 'The database is read-only right now; nothing was changed.',
}
const gone =
  /^(08|57P)|ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|P1001|P1002|P1008|P1017|P2024|Connection terminated|timeout exceeded|Query read timeout|statement timeout|Unable to start a transaction|Transaction already closed|Transaction API error/i

/** The error a caller sees when the database is the reason; null for every other failure. */
export function toDatabaseFailure(error: unknown): AppError | null {
  for (const text of readTexts(error)) {
    const known = Object.entries(sqlStates).find(([state]) => text === state)
    if (known) return unavailable(known[1], { reason: 'database_unavailable', cause: error })
    if (gone.test(text)) {
      // Whether a change was stored is not known when the answer to its commit was lost, so nothing is said of it.
      return unavailable('The database is not answering. Try again in a moment.', {
        reason: 'database_unavailable',
        retryAfterSeconds: 5,
        cause: error,
      })
    }
  }
  return null
}

/** Codes and messages of an error and of what caused it, outermost first. */
function readTexts(error: unknown, depth = 0): readonly string[] {
  if (typeof error !== 'object' || error === null || depth > 4) return []
  const { code, originalCode, message, cause, meta } = error as Record<string, unknown>
  const own = [originalCode, code, message].filter((text) => typeof text === 'string')
  return [...own, ...readTexts(cause, depth + 1), ...readTexts(meta, depth + 1)]
}
