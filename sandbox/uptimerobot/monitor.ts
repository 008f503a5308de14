import { request } from 'node:https'
import type { TLSSocket } from 'node:tls'

export interface MonitorOptions {
  readonly id: number
  readonly name: string
  readonly url: string
  /** Loopback port that answers for the address, and the authority of its certificate (PEM). */
  readonly edge: { readonly port: number; readonly ca: string }
  /** Default 15 s. */
  readonly everyMs?: number
}

interface Bucket {
  readonly startedAt: number
  looks: number
  up: number
}

const hourMs = 3_600_000
const keptBuckets = 24
const timeoutMs = 5_000

/** Looks at an address at intervals and counts by hour how often it answered well. */
export function startMonitor(options: MonitorOptions) {
  const buckets: Bucket[] = []
  let status = 'STARTED'
  let certificateUntil: Date | null = null

  async function look() {
    const answer = await ask(options)
    const isUp = answer.status >= 200 && answer.status < 400
    status = isUp ? 'UP' : 'DOWN'
    certificateUntil = answer.certificateUntil ?? certificateUntil
    const startedAt = Math.floor(Date.now() / hourMs) * hourMs
    let bucket = buckets.at(-1)
    if (bucket?.startedAt !== startedAt) {
      bucket = { startedAt, looks: 0, up: 0 }
      buckets.push(bucket)
      buckets.splice(0, buckets.length - keptBuckets)
    }
    bucket.looks += 1
    bucket.up += isUp ? 1 : 0
  }

  const timer = setInterval(() => void look(), options.everyMs ?? 15_000)
  void look()
  return {
    id: options.id,
    look,
    stop: () => clearInterval(timer),
    describe: () => ({
      ...{ id: options.id, friendlyName: options.name, url: options.url, type: 'HTTP' },
      ...{ interval: 300, status, currentStateDuration: 0 },
      sslExpiryDateTime: certificateUntil?.toISOString() ?? null,
      lastDayUptimes: {
        bucketSize: hourMs / 1000,
        histogram: buckets.map(({ startedAt, looks, up }) => ({
          timestamp: startedAt / 1000,
          uptime: (100 * up) / looks,
        })),
      },
    }),
  }
}

function ask({ url, edge }: MonitorOptions) {
  const { hostname, pathname } = new URL(url)
  return new Promise<{ status: number; certificateUntil: Date | null }>((resolve) => {
    const outgoing = request(
      {
        ...{ host: '127.0.0.1', port: edge.port, servername: hostname, path: pathname },
        ...{ ca: edge.ca, headers: { host: hostname }, agent: false, timeout: timeoutMs },
      },
      (answer) => {
        answer.resume()
        const until = (answer.socket as TLSSocket).getPeerCertificate().valid_to
        resolve({
          status: answer.statusCode ?? 0,
          certificateUntil: until ? new Date(until) : null,
        })
      },
    )
    outgoing.once('timeout', () => outgoing.destroy(new Error('no answer')))
    outgoing.once('error', () => resolve({ status: 0, certificateUntil: null }))
    outgoing.end()
  })
}
