import { setTimeout as sleep } from 'node:timers/promises'

export interface Pushing {
  /** Of the portal. */
  readonly url: string
  readonly token: string
  readonly linesPerSecond: number
  readonly seconds: number
}

export interface Pushed {
  readonly answeredMs: readonly number[]
  readonly refused: number
  readonly lines: number
}

/** As a collector batches them. */
const batchLines = 100

/** Sends batches at a fixed pace, whatever the answers take. */
export async function pushSteadily({
  url,
  token,
  linesPerSecond,
  seconds,
}: Pushing): Promise<Pushed> {
  const batches = Math.round((linesPerSecond * seconds) / batchLines)
  const everyMs = (batchLines * 1_000) / linesPerSecond
  const startedAt = performance.now()
  const answeredMs: number[] = []
  let refused = 0
  const send = async (batch: number) => {
    const sentAt = performance.now()
    const response = await fetch(`${url}/api/v1/otlp/v1/logs`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(toRequest(batch)),
    })
    await response.arrayBuffer()
    answeredMs.push(performance.now() - sentAt)
    if (!response.ok) refused += 1
  }
  const sending: Promise<void>[] = []
  for (let batch = 0; batch < batches; batch += 1) {
    await sleep(Math.max(0, startedAt + batch * everyMs - performance.now()))
    sending.push(send(batch))
  }
  await Promise.all(sending)
  return { answeredMs, refused, lines: batches * batchLines }
}

function toRequest(batch: number) {
  const logRecords = Array.from({ length: batchLines }, (_, index) => {
    const number = batch * batchLines + index
    const body = `request ${crypto.randomUUID()} GET /api/orders/${number} answered 200 in ${number % 900} ms`
    return {
      timeUnixNano: `${Date.now()}000000`,
      severityNumber: number % 50 === 0 ? 17 : 9,
      body: { stringValue: body },
    }
  })
  const attributes = [{ key: 'service.name', value: { stringValue: 'web' } }]
  return { resourceLogs: [{ resource: { attributes }, scopeLogs: [{ logRecords }] }] }
}
