import { Agent, get } from 'node:http'

/** One GET as its reader sees it. */
export interface TimedAnswer {
  readonly status: number
  /** Until the first byte of the answer. */
  readonly firstByteMs: number
  /** Until the last byte of the body. */
  readonly wholeMs: number
  readonly sizeBytes: number
}

export interface GetOptions {
  readonly headers?: Readonly<Record<string, string>>
}

// One connection, kept: setting it up is not what is measured.
const agent = new Agent({ keepAlive: true, maxSockets: 4 })
const patienceMs = 30_000

export function timedGet(url: string, options: GetOptions = {}): Promise<TimedAnswer> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now()
    const request = get(
      url,
      { agent, headers: { ...options.headers }, timeout: patienceMs },
      (response) => {
        const firstByteMs = performance.now() - startedAt
        let sizeBytes = 0
        response.on('data', (chunk: Buffer) => {
          sizeBytes += chunk.length
        })
        response.once('error', reject)
        response.once('end', () => {
          const wholeMs = performance.now() - startedAt
          resolve({ status: response.statusCode ?? 0, firstByteMs, wholeMs, sizeBytes })
        })
      },
    )
    request.once('timeout', () => request.destroy(new Error(`${url} did not answer in time.`)))
    request.once('error', reject)
  })
}

/** The same, and anything but this status is an error: a refusal is quick to answer and would flatter the figure. */
export async function timedGetOf(
  status: number,
  url: string,
  options: GetOptions = {},
): Promise<TimedAnswer> {
  const answer = await timedGet(url, options)
  if (answer.status !== status) throw new Error(`${url} answered ${answer.status}, not ${status}.`)
  return answer
}
