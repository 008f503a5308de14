import { createHash } from 'node:crypto'
import { nextSlot } from '#lib/core/slots.ts'

const firstRetrySeconds = 60
const longestRetrySeconds = 900
/** A method the platform does not have will not be there in a minute. */
const unsupportedRetrySeconds = 21_600

export interface FailedAttempt {
  readonly failure: string
  readonly retryAfterSeconds: number | null
  /** Attempts in a row that failed, this one included. */
  readonly failures: number
}

/** Whole number that stands for what is asked: readings of one target keep the same slots. */
export function toPaceId(targetHash: string, fact: string): number {
  return createHash('sha256').update(`${targetHash} ${fact}`).digest().readUInt32LE(0)
}

/**
 * When to ask again after an answer, in milliseconds since 1970: the first slot at least half an interval away, so that
 * somebody who asked in between has not asked for nothing.
 */
export function nextAfterAnswer(id: number, intervalSeconds: number, nowMs: number): number {
  return nextSlot({ id, intervalMs: intervalSeconds * 1_000 }, nowMs + intervalSeconds * 500)
}

/**
 * When to ask again after a failure, in milliseconds since 1970: a minute, then twice as long each time up to a quarter
 * of an hour or the interval; never before the platform said.
 */
export function nextAfterFailure(
  { failure, retryAfterSeconds, failures }: FailedAttempt,
  intervalSeconds: number,
  nowMs: number,
): number {
  const doubled = firstRetrySeconds * 2 ** Math.min(20, failures - 1)
  const grown = Math.min(Math.max(intervalSeconds, longestRetrySeconds), doubled)
  const seconds = failure === 'unsupported' ? unsupportedRetrySeconds : grown
  const spread = 1 + Math.random() * 0.2
  return Math.round(nowMs + Math.max(seconds * spread, retryAfterSeconds ?? 0) * 1_000)
}
