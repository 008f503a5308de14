import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { z } from 'zod'
import type { AwsFaults } from './faults.ts'
import { faultSchema } from './faults.ts'
import type { AwsLedger } from './ledger.ts'
import { RawAnswer } from './service.ts'

export interface Control {
  readonly token: string
  readonly faults: AwsFaults
  readonly ledger: AwsLedger
}

export const controlPrefix = '/_sandbox/'

/** The control plane, for other processes: `GET|DELETE ledger`, `POST|DELETE faults`. */
export async function answerControl(
  { token, faults, ledger }: Control,
  request: IncomingMessage,
): Promise<RawAnswer> {
  if (!isEqual(String(request.headers['x-sandbox-token'] ?? ''), token)) {
    return reply(401, { message: 'The control plane needs its token in x-sandbox-token.' })
  }
  switch (`${request.method} ${request.url}`) {
    case 'GET /_sandbox/ledger':
      return reply(200, { entries: ledger.list() })
    case 'DELETE /_sandbox/ledger':
      ledger.clear()
      return reply(200, {})
    case 'POST /_sandbox/faults': {
      const fault = faultSchema.safeParse(await readJson(request))
      if (!fault.success) return reply(422, { message: z.prettifyError(fault.error) })
      faults.add(fault.data)
      return reply(201, {})
    }
    case 'DELETE /_sandbox/faults':
      faults.clear()
      return reply(200, {})
    default:
      return reply(404, { message: `There is no ${request.method} ${request.url}.` })
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

function reply(status: number, value: unknown) {
  return new RawAnswer(status, { 'content-type': 'application/json' }, JSON.stringify(value))
}

function isEqual(one: string, other: string) {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))
}
