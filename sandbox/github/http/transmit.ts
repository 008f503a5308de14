import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Transmission } from '../faults/apply-fault.ts'
import type { Answer } from './answer.ts'

/** Timers are too coarse to be exact below this. */
const shortestPauseMs = 20

/** Puts an answer on the wire, whole or as a fault wants it. */
export async function transmit(
  response: ServerResponse,
  transmission: Transmission,
): Promise<void> {
  switch (transmission.kind) {
    case 'answer':
      writeHead(response, transmission.answer)
      response.end(transmission.answer.body)
      return
    case 'reset':
      response.socket?.resetAndDestroy()
      return
    case 'stall':
      return
    case 'cut':
      writeHead(response, transmission.answer)
      response.write(transmission.answer.body.subarray(0, transmission.answer.body.length / 2))
      // The half must leave this machine before the connection does.
      await sleep(20)
      response.socket?.resetAndDestroy()
      return
    case 'drip':
      return drip(response, transmission.answer, transmission.bytesPerSecond)
  }
}

function writeHead(response: ServerResponse, { status, headers, body }: Answer) {
  const length = status === 204 || status === 304 ? {} : { 'content-length': body.length }
  response.writeHead(status, { ...headers, ...length })
}

async function drip(response: ServerResponse, answer: Answer, bytesPerSecond: number) {
  writeHead(response, answer)
  const pauseMs = Math.max(shortestPauseMs, 1_000 / bytesPerSecond)
  const sizeBytes = Math.max(1, Math.floor((bytesPerSecond * pauseMs) / 1_000))
  for (let start = 0; start < answer.body.length && !response.destroyed; start += sizeBytes) {
    response.write(answer.body.subarray(start, start + sizeBytes))
    await sleep(pauseMs)
  }
  response.end()
}
