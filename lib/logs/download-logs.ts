import 'server-only'
import { getStageSubject, type StageSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { requirePermission } from '#lib/core/permissions.ts'
import { parseCursor } from './read/cursor.ts'
import { readAll } from './read/read-all.ts'
import { toWindow, type Window } from './read/window.ts'
import type { DownloadLogsQuery, LogFilter, StagePath } from './schemas.ts'
import type { LogEntry } from './types.ts'

export interface LogFile {
  /** Letters, digits, dots and dashes only: it becomes part of a header. */
  readonly name: string
  readonly type: string
  readonly body: ReadableStream<Uint8Array>
}

const pageLines = 2_000
const mostLines = 50_000

/** The lines of a window as a file, newest first; it says where it was cut. */
export async function downloadLogs(
  ctx: Context,
  path: StagePath,
  { from, to, format, ...filter }: DownloadLogsQuery,
  signal: AbortSignal,
): Promise<LogFile> {
  const subject = await getStageSubject(ctx, path)
  requirePermission(ctx, 'system:read', subject)
  const window = toWindow({ from, to }, ctx.now())
  const texts = writeLines(ctx, subject, { window, filter, format, signal })
  const stamp = window.from.toISOString().replace(/\D/g, '').slice(0, 14)
  const name = `${subject.systemSlug}-${subject.stageSlug}-${stamp}.${format}`
  return {
    name: name.replace(/[^A-Za-z0-9.-]/g, '-'),
    type: format === 'txt' ? 'text/plain; charset=utf-8' : 'application/x-ndjson',
    body: toStream(texts),
  }
}

function toStream(texts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await texts.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    cancel: async () => {
      await texts.return(undefined)
    },
  })
}

interface Writing {
  readonly window: Window
  readonly filter: LogFilter
  readonly format: DownloadLogsQuery['format']
  readonly signal: AbortSignal
}

async function* writeLines(
  ctx: Context,
  subject: StageSubject,
  { format, ...reading }: Writing,
): AsyncGenerator<string> {
  const write = format === 'txt' ? toText : toJson
  let cursor: string | null = null
  let given = 0
  do {
    const page: Awaited<ReturnType<typeof readAll>> = await readAll(ctx, subject, {
      ...reading,
      limit: pageLines,
      cursor: cursor === null ? null : parseCursor(cursor),
    })
    yield page.lines.map(write).join('')
    for (const { slug, failure } of page.sources) {
      if (failure) yield writeRemark(`${slug}: ${failure.message}`, format)
    }
    given += page.lines.length
    cursor = page.nextCursor
  } while (cursor !== null && given < mostLines && !reading.signal.aborted)
  if (cursor !== null) yield writeRemark(`Cut after ${given} lines.`, format)
}

function toText({ at, level, component, instance, text }: LogEntry): string {
  const who = [component, instance].filter(Boolean).join('/') || '-'
  return `${at} ${(level ?? '-').padEnd(5)} ${who} ${text.replaceAll('\n', '\n    ')}\n`
}

function toJson({ id, at, level, source, component, instance, text }: LogEntry): string {
  return `${JSON.stringify({ at, level, source, component, instance, text, id })}\n`
}

const writeRemark = (text: string, format: Writing['format']) =>
  format === 'txt' ? `# ${text}\n` : `${JSON.stringify({ remark: text })}\n`
