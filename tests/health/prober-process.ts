import { disconnect } from '#lib/core/db.ts'
import { createOutboundClient } from '#lib/core/http/outbound-client.ts'
import { startProber } from '#lib/health/index.ts'

// A worker's prober in a process of its own, so that a test can stop and resume it as an operating system would.
const client = createOutboundClient({ allow: '', connectTo: process.env.CONNECT_TO ?? '' })
const end = new AbortController()
process.once('SIGTERM', () => end.abort())
await startProber({ signal: end.signal, client })
await client.close()
await disconnect()
