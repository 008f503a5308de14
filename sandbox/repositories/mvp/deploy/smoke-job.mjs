import { setTimeout as sleep } from 'node:timers/promises'
import { fail, readTarget } from './host.mjs'
import { connectOutside } from './outside.mjs'

// Argument: address of the stage. Queues a job of two seconds and waits for its end, as the page does.
const [address] = process.argv.slice(2)
const call = await connectOutside(readTarget())
const queued = await call(`${address}/api/jobs`, { method: 'POST', body: { kind: 'sleep', seconds: 2 } })
if (queued.status !== 202) fail(`The job was not accepted: ${queued.text}`)
const { id } = JSON.parse(queued.text)
const deadline = Date.now() + 30_000
let job
do {
  if (Date.now() > deadline) fail(`Job ${id} has not ended within 30 s.`)
  await sleep(500)
  job = JSON.parse((await call(`${address}/api/jobs/${id}`)).text)
  console.log(`  job ${id} ${job.status}, attempt ${job.attempts}`)
} while (job.status !== 'succeeded')
