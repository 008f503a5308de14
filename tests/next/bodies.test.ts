import { afterEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { parseInput } from '#lib/next/parse-input.ts'
import { toAppError, toProblemResponse } from '#lib/next/problem.ts'
import { readBody } from '#lib/next/read-body.ts'

const limitBytes = 64 * 1_024

// Safe because Node knows `duplex`; only the declaration that browsers share lacks it.
const toRequest = (body: ReadableStream<Uint8Array>) =>
  new Request('http://portal.test/', { method: 'POST', body, duplex: 'half' } as RequestInit)

/** The answer of a route to what reading such a body ends with. */
const answerTo = (body: ReadableStream<Uint8Array>) =>
  readBody(toRequest(body), limitBytes).then(
    () => null,
    (error: unknown) => toProblemResponse(toAppError(error), 'request'),
  )

describe('a body', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  it('in chunks without end is answered with 413 after little more than the limit', async () => {
    let sent = 0
    let isCancelled = false
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1_024
        controller.enqueue(new Uint8Array(1_024))
      },
      cancel() {
        isCancelled = true
      },
    })
    expect((await answerTo(endless))?.status).toBe(413)
    expect(sent).toBeLessThan(limitBytes * 1.2)
    expect(isCancelled).toBe(true)
  })

  it('that trickles in is answered with 408 after ten seconds', async () => {
    vi.useFakeTimers()
    let drip: NodeJS.Timeout | undefined
    const slow = new ReadableStream<Uint8Array>({
      start(controller) {
        drip = setInterval(() => controller.enqueue(new Uint8Array(1)), 1_000)
      },
      cancel() {
        clearInterval(drip)
      },
    })
    const answer = answerTo(slow)
    await vi.advanceTimersByTimeAsync(9_000)
    await expect(Promise.race([answer, Promise.resolve('open')])).resolves.toBe('open')
    await vi.advanceTimersByTimeAsync(1_500)
    expect((await answer)?.status).toBe(408)
  })
})

describe('an invisible character', () => {
  const anything = z.unknown()

  it.each([
    ['NUL', { note: 'a\u0000b' }, 'note: contains an invisible character at position 2'],
    ['a lone surrogate', { note: '\ud800' }, 'note: contains an invisible character at position 1'],
    ['one deep inside', { a: [{ b: 'ok' }, { b: 'x\u202ey' }] }, 'a.1.b: contains an invisible'],
    ['one in a name', { 'a\u0000': 1 }, 'has a key with an invisible character'],
  ])('is refused in every field, with its place: %s', (_, value, message) => {
    expect(() => parseInput(anything, value)).toThrow(message)
  })

  it('is nothing that people write', () => {
    const value = { note: 'Zeile 1\n\tGrüße 👩‍🚀' }
    expect(parseInput(anything, value)).toEqual(value)
  })
})
