import { createHmac, randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Payload } from './payloads.ts'

export interface Sending {
  readonly url: string
  readonly secret: string
  readonly perSecond: number
  readonly seconds: number
  readonly payloads: Iterator<Payload, never>
}

export interface Sent {
  /** From the moment a delivery was due until its answer, in milliseconds; late sending counts as well. */
  readonly answeredMs: readonly number[]
  /** Answers that were no success, and deliveries without an answer, by what happened. */
  readonly failures: Readonly<Record<string, number>>
  /** How many left more than 100 ms after they were due: what the sender itself could not keep up with. */
  readonly sentLate: number
}

const lateMs = 100
/** As many as a reverse proxy keeps open: GitHub's own deliveries end at the proxy. */
const connections = 64
const patienceMs = 30_000

/**
 * Sends signed deliveries at a fixed pace, whether or not earlier ones were answered: a receiver that falls behind is
 * not given a rest.
 */
export async function sendSteadily(sending: Sending): Promise<Sent> {
  const { perSecond, seconds, payloads } = sending
  // In turns, so that no connection idles until the receiver closes it just as the next delivery leaves.
  const agent = new Agent({ keepAlive: true, maxSockets: connections, scheduling: 'fifo' })
  const answeredMs: number[] = []
  const failures: Record<string, number> = {}
  const open: Promise<void>[] = []
  let sentLate = 0
  const startedAt = performance.now()
  for (let index = 0; index < perSecond * seconds; index += 1) {
    const dueAt = startedAt + (index * 1_000) / perSecond
    const waitMs = dueAt - performance.now()
    if (waitMs > 1) await sleep(waitMs)
    if (performance.now() - dueAt > lateMs) sentLate += 1
    const answer = send(agent, sending, payloads.next().value).then((outcome) => {
      answeredMs.push(performance.now() - dueAt)
      if (outcome !== null) failures[outcome] = (failures[outcome] ?? 0) + 1
    })
    open.push(answer)
  }
  await Promise.all(open)
  agent.destroy()
  return { answeredMs, failures, sentLate }
}

/** Null for a success, else what happened. */
function send(agent: Agent, { url, secret }: Sending, { event, body }: Payload) {
  return new Promise<string | null>((resolve) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'x-github-delivery': randomUUID(),
      'x-github-event': event,
      'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    }
    const call = request(url, { method: 'POST', agent, headers, timeout: patienceMs }, (answer) => {
      const { statusCode = 0 } = answer
      answer.resume()
      answer.once('error', (error) => resolve(error.message))
      answer.once('end', () => resolve(statusCode < 300 ? null : `status ${statusCode}`))
    })
    call.once('timeout', () => call.destroy(new Error('no answer')))
    call.once('error', (error) => resolve(error.message))
    call.end(body)
  })
}
