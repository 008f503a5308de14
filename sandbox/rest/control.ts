import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { z } from 'zod'
import { faultSchema, type RestFaults } from './faults.ts'
import type { RestLedger } from './ledger.ts'
import { type Answer, json } from './route.ts'

export interface Control {
  readonly token: string
  readonly faults: RestFaults
  readonly ledger: RestLedger
}

export const controlPrefix = '/_sandbox/'

/** The control plane, for other processes: `GET|DELETE ledger`, `POST|DELETE faults`. */
export async function answerControl(
  { token, faults, ledger }: Control,
  request: IncomingMessage,
): Promise<Answer> {
  if (!isEqual(String(request.headers['x-sandbox-token'] ?? ''), token)) {
    return json(401, { message: 'The control plane needs its token in x-sandbox-token.' })
  }
  switch (`${request.method} ${request.url}`) {
    case 'GET /_sandbox/ledger':
      return json(200, { entries: ledger.list() })
    case 'DELETE /_sandbox/ledger':
      ledger.clear()
      return json(200, {})
    case 'POST /_sandbox/faults': {
      const fault = faultSchema.safeParse(await readJson(request))
      if (!fault.success) return json(422, { message: z.prettifyError(fault.error) })
      faults.add(fault.data)
      return json(201, {})
    }
    case 'DELETE /_sandbox/faults':
      faults.clear()
      return json(200, {})
    default:
      return json(404, { message: `There is no ${request.method} ${request.url}.` })
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch {
    return null
  }
}

function isEqual(one: string, other: string) {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))
}
