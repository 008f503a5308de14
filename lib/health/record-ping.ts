import 'server-only'
import { getPool } from '#lib/core/db.ts'
import { redactSecrets } from '#lib/core/redact.ts'
import { toInertText } from '#lib/core/text.ts'
import { hashPingToken, pingTokenPattern } from './ping-token.ts'

/** What a ping reports: the end of a run that went well or not, or its start. */
export type PingSignal =
  | { readonly kind: 'start' }
  /** 0 is success, 1 to 255 an exit code, -1 a failure without one. */
  | { readonly kind: 'end'; readonly exitCode: number }

export type PingOutcome = 'recorded' | 'recorded_too_often' | 'unknown_token'

/** Of a body, what is kept to be shown. */
export const keptBodyBytes = 10 * 1024

const pingsPerMinute = 5

/** Reads the last part of a ping's path; null when it is none. */
export function parsePingSignal(text: string | undefined): PingSignal | null {
  if (text === undefined) return { kind: 'end', exitCode: 0 }
  if (text === 'start') return { kind: 'start' }
  if (text === 'fail') return { kind: 'end', exitCode: -1 }
  const exitCode = Number(text)
  return /^\d{1,3}$/.test(text) && exitCode <= 255 ? { kind: 'end', exitCode } : null
}

/**
 * Stores a ping at the database's time; clocks of senders do not count. More than five a minute are answered as too
 * many, but the last one is kept. The prober judges what it means, at once when that may have changed.
 */
export async function recordPing(
  token: string,
  signal: PingSignal,
  body: Buffer | null,
): Promise<PingOutcome> {
  if (!pingTokenPattern.test(token)) return 'unknown_token'
  const text = body && redactSecrets(toInertText(body.subarray(0, keptBodyBytes).toString('utf8')))
  const { rows } = await getPool().query<{ count: number }>({
    name: `ping-${signal.kind}`,
    text: signal.kind === 'start' ? startSql : endSql,
    values: [
      hashPingToken(token),
      text || null,
      ...(signal.kind === 'end' ? [signal.exitCode] : []),
    ],
  })
  const [row] = rows
  if (!row) return 'unknown_token'
  return row.count > pingsPerMinute ? 'recorded_too_often' : 'recorded'
}

const isNewWindow = "ping_window_at IS NULL OR ping_window_at <= now() - interval '1 minute'"

// A new fence makes a judgement that is under way, and knows nothing of this ping, count for nothing.
const shared = `
  fence = fence + 1, leased_until = NULL,
  ping_window_at = CASE WHEN ${isNewWindow} THEN now() ELSE ping_window_at END,
  ping_window_count = CASE WHEN ${isNewWindow} THEN 1 ELSE ping_window_count + 1 END
WHERE token_hash = $1 AND removed_at IS NULL
RETURNING ping_window_count AS count`

const startSql = `
UPDATE probe SET last_start_at = now(), last_ping_body = coalesce($2, last_ping_body), next_run_at = now(), ${shared}`

const endSql = `
UPDATE probe SET last_ping_at = now(), last_exit_code = $3, last_ping_body = $2,
  last_duration_ms = CASE WHEN last_start_at > coalesce(last_ping_at, '-infinity')
    THEN least(extract(epoch FROM now() - last_start_at) * 1000, 2147483647)::int END,
  next_run_at = CASE WHEN health = 'healthy' AND $3 = 0 AND coalesce(last_start_at <= last_ping_at, true)
    THEN next_run_at ELSE now() END, ${shared}`
