import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

// The least a receiver can do: read the body, check its signature, answer. In a process of its own, as the product is.
const secret = process.env.BENCH_SECRET ?? ''

const server = createServer(async (request, response) => {
  const hash = createHmac('sha256', secret)
  for await (const chunk of request) hash.update(chunk)
  const given = Buffer.from(String(request.headers['x-hub-signature-256'] ?? ''))
  const wanted = Buffer.from(`sha256=${hash.digest('hex')}`)
  const isValid = given.length === wanted.length && timingSafeEqual(given, wanted)
  response.statusCode = isValid ? 202 : 401
  response.end()
})

server.listen(0, '127.0.0.1', () => {
  // Safe because a server listening on an IP address has an address object.
  process.send?.((server.address() as AddressInfo).port)
})
process.on('disconnect', () => process.exit(0))
