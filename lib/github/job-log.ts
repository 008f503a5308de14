import { z } from 'zod'
import { redactSecrets } from '#lib/core/redact.ts'
import { toInertText } from '#lib/core/text.ts'
import { withDeadline } from './deadline.ts'
import { fail, ok, type Result } from './failure.ts'
import type { GitHub } from './get-github.ts'
import { callRepository } from './read.ts'

export interface JobLogLine {
  readonly at: Date | null
  readonly text: string
}

export interface JobLogText {
  readonly lines: readonly JobLogLine[]
  /** The log is longer than what is read. */
  readonly truncated: boolean
}

const maxBytes = 8 * 1024 * 1024
const maxLineCharacters = 8_000
const timeoutMs = 15_000

/**
 * The log of a job. `not_found` while GitHub has none yet, or no more. The address it is downloaded from is valid for
 * a minute and carries its own credential, so ours is not sent there.
 */
export async function readJobLog(
  github: GitHub,
  repository: string,
  jobId: string,
  signal?: AbortSignal,
): Promise<Result<JobLogText>> {
  const answer = await callRepository(github, 'read', repository, {
    route: 'GET /actions/jobs/{job_id}/logs',
    parameters: { job_id: jobId },
    schema: z.string(),
    etag: null,
    timeoutMs,
    signal,
  })
  if (answer.ok) return ok(toLog(answer.value.value ?? '', false))
  const { failure } = answer
  if (failure.kind !== 'redirected') return answer
  return download(failure.location, signal)
}

async function download(location: string, signal?: AbortSignal): Promise<Result<JobLogText>> {
  try {
    return await withDeadline(timeoutMs, signal, async (bounded) => {
      const response = await fetch(location, { redirect: 'error', signal: bounded })
      if (response.status === 404 || response.status === 410) {
        await response.body?.cancel()
        return fail({ kind: 'not_found', message: 'The log is gone.' })
      }
      if (!response.ok) {
        await response.body?.cancel()
        return fail(noLog(response.status))
      }
      const { text, truncated } = await readBounded(response)
      return ok(toLog(text, truncated))
    })
  } catch {
    return fail(noLog(null))
  }
}

const noLog = (status: number | null) =>
  ({
    kind: 'unknown_outcome',
    cause: status === null ? 'connection_lost' : 'server_error',
    status,
    message: 'The log could not be downloaded.',
  }) as const

async function readBounded(response: Response): Promise<{ text: string; truncated: boolean }> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    if (size + chunk.byteLength > maxBytes) {
      chunks.push(chunk.subarray(0, maxBytes - size))
      return { text: Buffer.concat(chunks).toString('utf8'), truncated: true }
    }
    size += chunk.byteLength
    chunks.push(chunk)
  }
  return { text: Buffer.concat(chunks).toString('utf8'), truncated: false }
}

/** Each line of GitHub's log begins with a time; what follows is made inert and masked. */
export function toLog(text: string, truncated: boolean): JobLogText {
  const safe = redactSecrets(text.replace(/^\uFEFF/, ''))
  const rows = safe.split(/\r?\n/)
  if (rows.at(-1) === '') rows.pop()
  return { lines: rows.map(toLine), truncated }
}

function toLine(row: string): JobLogLine {
  const match = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z) ?(.*)$/.exec(row)
  const at = match?.[1] ? new Date(match[1].replace(/(\.\d{3})\d*Z$/, '$1Z')) : null
  const text = toInertText(match ? (match[2] ?? '') : row)
  return {
    at: at && !Number.isNaN(at.getTime()) ? at : null,
    text: text.length > maxLineCharacters ? `${text.slice(0, maxLineCharacters)} …` : text,
  }
}
