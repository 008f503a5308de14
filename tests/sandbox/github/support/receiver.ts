import { createServer, type IncomingHttpHeaders } from 'node:http'
import { onTestFinished } from 'vitest'

export interface Delivery {
  readonly headers: IncomingHttpHeaders
  readonly event: string
  readonly guid: string
  readonly rawBody: string
  readonly payload: Readonly<Record<string, unknown>>
}

export interface Receiver {
  readonly url: string
  readonly deliveries: readonly Delivery[]
  /** `event.action`, in the order received. */
  listNames(): string[]
}

/** A webhook endpoint that keeps what it gets, gone when the test ends. */
export async function startReceiver(status = 200): Promise<Receiver> {
  const deliveries: Delivery[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const rawBody = Buffer.concat(chunks).toString('utf8')
    const { headers } = request
    const payload = JSON.parse(rawBody) as Record<string, unknown>
    deliveries.push({
      headers,
      event: String(headers['x-github-event']),
      guid: String(headers['x-github-delivery']),
      rawBody,
      payload,
    })
    response.writeHead(status).end('received')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The receiver has no port.')
  return {
    url: `http://127.0.0.1:${address.port}/hook`,
    deliveries,
    listNames: () =>
      deliveries.map(({ event, payload }) =>
        payload.action ? `${event}.${payload.action}` : event,
      ),
  }
}
