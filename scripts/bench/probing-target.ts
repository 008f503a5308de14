import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

// Answers every request the way a sample system's health endpoint does, in a process of its own so that its work is not
// counted as the prober's.
const body = JSON.stringify({ status: 'ok', version: 'v1.4.0', commit: 'a'.repeat(40) })

const server = createServer((_request, response) => {
  response.setHeader('content-type', 'application/json')
  response.end(body)
})

server.listen(0, '127.0.0.1', () => {
  // Safe because a server listening on an IP address has an address object.
  process.send?.((server.address() as AddressInfo).port)
})
process.on('disconnect', () => process.exit(0))
