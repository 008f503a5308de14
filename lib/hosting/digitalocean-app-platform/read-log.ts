import type { OutboundClient } from '#lib/core/http/outbound-client.ts'
import { OutboundError, type OutboundFailure } from '#lib/core/http/outbound-failure.ts'
import { StreamRefused } from '#lib/core/http/stream.ts'
import { HostingError } from '../failure.ts'
import { readLines } from '../http/read-lines.ts'
import { untilIdle } from '../http/until-idle.ts'
import type { LogUrls } from './answers.ts'

export type LogDownload = Pick<OutboundClient, 'request' | 'stream'>

/** Makes the addresses of a log anew: they are signed and stop working after a while. */
export type RenewUrls = () => Promise<LogUrls>

const maxFileBytes = 4 * 1024 * 1024
// A live log begins with what is already there and then waits for more.
const idleMs = 1_500
const expired = new Set([401, 403, 404, 410])

/** Everything a log holds by now: the archived files, or what a live log begins with. */
export async function readWholeLog(
  outbound: LogDownload,
  renew: RenewUrls,
  signal: AbortSignal,
): Promise<string[]> {
  const urls = await renew()
  const lines = await readOnce(outbound, urls, signal)
  if (lines !== 'expired') return lines
  const again = await readOnce(outbound, await renew(), signal)
  if (again !== 'expired') return again
  throw new HostingError('unreachable', 'DigitalOcean named addresses of logs that do not answer.')
}

async function readOnce(outbound: LogDownload, urls: LogUrls, signal: AbortSignal) {
  const files = urls.historic_urls ?? []
  if (files.length === 0) return urls.live_url ? readBeginning(outbound, urls.live_url, signal) : []
  const lines: string[] = []
  for (const url of files) {
    const answer = await outbound.request(url, { maxBodyBytes: maxFileBytes, maxRedirects: 0 })
    if (signal.aborted) throw new HostingError('timed_out', 'The log was not read in time.')
    if (!answer.ok) throw toHostingError(answer)
    if (expired.has(answer.status)) return 'expired'
    const body = answer.status === 200 ? answer.readBody() : null
    if (!body)
      throw new HostingError('invalid_answer', `A log's address answered ${answer.status}.`)
    if (!body.ok) throw toHostingError(body)
    lines.push(...body.text.split('\n').filter((line) => line !== ''))
  }
  return lines
}

async function readBeginning(outbound: LogDownload, url: string, signal: AbortSignal) {
  const stopping = new AbortController()
  const both = AbortSignal.any([signal, stopping.signal])
  const lines: string[] = []
  try {
    for await (const line of untilIdle(followLive(outbound, url, both), idleMs, () =>
      stopping.abort(),
    )) {
      lines.push(line)
    }
  } catch (error) {
    if (error instanceof StreamRefused && expired.has(error.status)) return 'expired'
    throw error instanceof OutboundError ? toHostingError(error.failure) : error
  }
  if (signal.aborted) throw new HostingError('timed_out', 'The log was not read in time.')
  return lines
}

/** Lines of a live log. Over a WebSocket each message is JSON with the text in `data`. */
export async function* followLive(
  outbound: LogDownload,
  url: string,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const chunks = outbound.stream(url, signal)
  const lines = /^wss?:/i.test(url) ? readMessages(chunks) : readLines(chunks)
  for await (const line of lines) {
    if (line !== '') yield line
  }
}

async function* readMessages(messages: AsyncIterable<Uint8Array>) {
  for await (const message of messages) {
    const text = Buffer.from(message).toString('utf8')
    yield* (findData(text) ?? text).split('\n')
  }
}

function findData(message: string): string | null {
  try {
    const parsed: unknown = JSON.parse(message)
    if (typeof parsed !== 'object' || parsed === null || !('data' in parsed)) return null
    return typeof parsed.data === 'string' ? parsed.data : null
  } catch {
    return null
  }
}

/** Says what failed without the address, which is a secret. */
function toHostingError({ kind, reason, message }: OutboundFailure): HostingError {
  if (kind === 'refused') {
    return new HostingError(
      'rejected',
      `DigitalOcean named an address for a log that the portal does not call: ${message}`,
      { details: { reason } },
    )
  }
  const failure = reason === 'timed_out' ? 'timed_out' : 'unreachable'
  return new HostingError(failure, `A log of DigitalOcean could not be read: ${message}`)
}
