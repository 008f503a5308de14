import { setTimeout as sleep } from 'node:timers/promises'
import { type Answer, json, redirect, text } from '../http/answer.ts'
import type { RequestEffect } from './fault.ts'

/** What goes over the wire instead of a plain answer. */
export type Transmission =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'reset' }
  | { readonly kind: 'stall' }
  /** Headers and half of the body, then a reset. */
  | { readonly kind: 'cut'; readonly answer: Answer }
  | { readonly kind: 'drip'; readonly answer: Answer; readonly bytesPerSecond: number }

/** Carries the effect out; `execute` does what the request asked for and is called only if the effect accepts it. */
export async function applyFault(
  effect: RequestEffect,
  execute: () => Promise<Answer>,
): Promise<Transmission> {
  switch (effect.kind) {
    case 'accept-then-reset':
      await execute()
      return { kind: 'reset' }
    case 'accept-then-502':
      await execute()
      return { kind: 'answer', answer: badGateway() }
    case 'accept-then-cut':
      return { kind: 'cut', answer: await execute() }
    case 'reject-with-502':
      return { kind: 'answer', answer: badGateway() }
    case 'reset':
      return { kind: 'reset' }
    case 'slow':
      return { kind: 'answer', answer: await executeSlowly(execute, effect.delayMs) }
    case 'stall':
      if (effect.accept) await execute()
      return { kind: 'stall' }
    case 'status':
      return {
        kind: 'answer',
        answer: json(
          effect.status,
          effect.body ?? { message: 'Scripted by the sandbox' },
          effect.headers,
        ),
      }
    case 'redirect':
      return {
        kind: 'answer',
        answer: redirect(effect.status, effect.location, 'Moved Permanently'),
      }
    case 'html200':
    case 'empty-json200':
    case 'malformed-json':
      if (effect.accept) await execute()
      return { kind: 'answer', answer: damagedAnswers[effect.kind]() }
    case 'bigint-id':
      return { kind: 'answer', answer: enlargeIds(await execute()) }
    case 'drip':
      return { kind: 'drip', answer: await execute(), bytesPerSecond: effect.bytesPerSecond }
  }
}

const damagedAnswers = {
  html200: () =>
    text(
      200,
      '<!doctype html><title>Unicorn!</title><h1>This page is taking too long to load.</h1>',
      'text/html; charset=utf-8',
    ),
  'empty-json200': () => json(200, {}),
  'malformed-json': () =>
    text(200, '{"workflow_run_id": 12, "run_url": ', 'application/json; charset=utf-8'),
} as const

function badGateway(): Answer {
  return text(
    502,
    '<!doctype html><title>502</title><h1>Bad Gateway</h1>',
    'text/html; charset=utf-8',
  )
}

async function executeSlowly(execute: () => Promise<Answer>, delayMs: number) {
  const answer = await execute()
  await sleep(delayMs)
  return answer
}

/** Numbers no double can hold exactly. */
function enlargeIds(answer: Answer): Answer {
  const body = answer.body
    .toString('utf8')
    .replaceAll(/"(id|workflow_run_id)":(\d+)/g, '"$1":9007199254740993$2')
  return { ...answer, body: Buffer.from(body) }
}
