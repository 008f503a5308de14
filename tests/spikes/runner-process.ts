import { jobContext } from '#lib/core/context.ts'
import { disconnect } from '#lib/core/db.ts'
import { createOutboundClient } from '#lib/core/http/outbound-client.ts'
import { startSpikeRunner } from '#lib/spikes/index.ts'

// A worker's part for runs of spikes in a process of its own, so that a test can end it as an operating system would.
const outbound = createOutboundClient({ allow: '', connectTo: process.env.CONNECT_TO ?? '' })
const end = new AbortController()
process.once('SIGTERM', () => end.abort())
await startSpikeRunner({ signal: end.signal, world: { outbound, ctx: jobContext('test') } })
await outbound.close()
await disconnect()
