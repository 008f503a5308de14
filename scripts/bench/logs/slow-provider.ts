import { once } from 'node:events'
import { createServer, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

/** A provider that is some way off. */
export interface SlowProvider {
  readonly url: string
  readonly port: number
  /** What every answer takes longer than the stand-in behind it. */
  delayMs: number
  close(): void
}

export async function startSlowProvider(port: number): Promise<SlowProvider> {
  const server = createServer(async (incoming, answer) => {
    await sleep(provider.delayMs)
    const { method, url, headers } = incoming
    const forwarded = request({ host: '127.0.0.1', port, method, path: url, headers }, (given) => {
      answer.writeHead(given.statusCode ?? 502, given.headers)
      given.pipe(answer)
    })
    forwarded.once('error', () => answer.destroy())
    incoming.pipe(forwarded)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const own = typeof address === 'object' && address ? address.port : 0
  const provider: SlowProvider = {
    ...{ url: `http://127.0.0.1:${own}`, port: own, delayMs: 0 },
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
  return provider
}
