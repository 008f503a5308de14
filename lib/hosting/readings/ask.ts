import { z } from 'zod'
import { redactSecrets } from '#lib/core/redact.ts'
import { toInertText } from '#lib/core/text.ts'
import { HostingError } from '../failure.ts'
import type { PlatformAdapter } from '../port.ts'
import type { PlannedReading } from './plan-readings.ts'

/** What a failed attempt leaves in the row; `since` is added where it is stored. */
export interface ReadingFailure {
  readonly failure: HostingError['failure']
  readonly message: string
  readonly permission: string | null
  readonly identity: string | null
  readonly retryAfterSeconds: number | null
}

export type Answer =
  | { readonly value: unknown; readonly failure: null }
  | { readonly value: null; readonly failure: ReadingFailure }

export interface AskOptions {
  readonly open: (reading: PlannedReading) => Promise<PlatformAdapter>
  readonly deadlineMs: number
  /** Ends every question, e.g. when the worker stops. */
  readonly signal: AbortSignal
}

const graceMs = 1_000
const longestText = 4_000
const largestAnswer = 256_000

/** Asks one question. Never throws: whatever goes wrong is an answer of its own. */
export async function ask(
  reading: PlannedReading,
  { open, deadlineMs, signal }: AskOptions,
): Promise<Answer> {
  const deadline = AbortSignal.timeout(deadlineMs)
  const either = AbortSignal.any([signal, deadline])
  try {
    const adapter = await endingWith(either, open(reading))
    either.throwIfAborted()
    const value = await endingWith(either, reading.reader.read(adapter, reading, either))
    return { value: toStorable(value, reading), failure: null }
  } catch (error) {
    return { value: null, failure: toFailure(error, reading, deadline.aborted) }
  }
}

// An adapter that ignores its signal must not keep the worker.
async function endingWith<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const limit = Promise.withResolvers<never>()
  let timer: NodeJS.Timeout | undefined
  const giveUp = () => {
    timer = setTimeout(() => limit.reject(signal.reason), graceMs)
  }
  signal.addEventListener('abort', giveUp, { once: true })
  try {
    return await Promise.race([work, limit.promise])
  } finally {
    signal.removeEventListener('abort', giveUp)
    clearTimeout(timer)
  }
}

function toStorable(value: unknown, { planned, fact }: PlannedReading): unknown {
  if (value === undefined) {
    throw new HostingError('empty_answer', `${planned.kind} answered without saying anything.`)
  }
  const text = JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'string' ? toSafeText(part) : part,
  )
  if (text.length > largestAnswer) {
    throw new HostingError('invalid_answer', `${planned.kind} answered too much to keep (${fact}).`)
  }
  return z.json().parse(JSON.parse(text))
}

function toSafeText(text: string): string {
  return redactSecrets(toInertText(text)).slice(0, longestText)
}

function toFailure(error: unknown, { planned }: PlannedReading, isLate: boolean): ReadingFailure {
  if (!(error instanceof HostingError)) {
    const failure = isLate ? 'timed_out' : 'invalid_answer'
    const message = isLate
      ? `${planned.kind} did not answer in time.`
      : `What ${planned.kind} answered could not be read: ${toWords(error)}`
    return { failure, message, permission: null, identity: null, retryAfterSeconds: null }
  }
  const { failure, message, permission, identity, retryAfterSeconds } = error
  return {
    failure,
    message: toSafeText(message),
    permission: permission === null ? null : toSafeText(permission),
    identity: identity === null ? null : toSafeText(identity),
    retryAfterSeconds,
  }
}

function toWords(error: unknown): string {
  return toSafeText(error instanceof Error ? error.message : String(error)).slice(0, 300)
}
