import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Transmission } from './answer.ts'

const dripPauseMs = 50

/** Puts an answer on the wire, whole or as a fault wants it. */
export async function transmit(
  response: ServerResponse,
  transmission: Transmission,
): Promise<void> {
  if (!('answer' in transmission)) {
    if (transmission.kind === 'reset') response.socket?.resetAndDestroy()
    return
  }
  const { status, headers, body } = transmission.answer
  response.writeHead(status, headers)
  if (transmission.kind === 'drip') return drip(response)
  if (typeof body === 'string' || Buffer.isBuffer(body)) {
    response.end(body)
    return
  }
  for await (const part of body) {
    if (response.destroyed) return
    response.write(part)
  }
  response.end()
}

/** One space after the other: fast enough for every time-out between two bytes, and never an end. */
async function drip(response: ServerResponse) {
  while (!response.destroyed) {
    response.write(' ')
    await sleep(dripPauseMs)
  }
}
