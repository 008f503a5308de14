import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { searchPage } from '#components/logs/search-page.ts'
import type { LogSearchProgress } from '#lib/logs/types.ts'

let server: Server | undefined
afterEach(() => server?.close())

/** A portal that answers in these pieces. */
async function serve(pieces: readonly (string | Uint8Array)[], status = 200): Promise<string> {
  server = createServer(async (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/x-ndjson' })
    for (const piece of pieces) {
      response.write(piece)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    response.end()
  })
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  // Safe because it listens on a port.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const page = { from: '', to: '', lines: [], sources: [], nextCursor: null }
const ask = async (url: string) => {
  const told: (readonly LogSearchProgress[])[] = []
  const { signal } = new AbortController()
  return { page: await searchPage(url, { signal, onProgress: (it) => told.push(it) }), told }
}

describe('the answer to a search', () => {
  it('is read however it is cut into pieces', async () => {
    const bytes = Buffer.from(
      `${JSON.stringify({ kind: 'progress', sources: [] })}\n${JSON.stringify({ kind: 'progress', sources: [{ slug: 'ü' }] })}\n${JSON.stringify({ kind: 'page', page })}\n`,
    )
    const pieces = Array.from(bytes, (_, index) => bytes.subarray(index, index + 1))
    const { page: found, told } = await ask(await serve(pieces))
    expect(found).toEqual(page)
    expect(told).toEqual([[], [{ slug: 'ü' }]])
  })

  it('is read at once however long its only line is', async () => {
    const text = 'x'.repeat(1_000)
    const lines = Array.from({ length: 20_000 }, (_, index) => ({ id: String(index), text }))
    const url = await serve([`${JSON.stringify({ kind: 'page', page: { ...page, lines } })}\n`])
    const startedAt = performance.now()
    expect((await ask(url)).page.lines).toHaveLength(20_000)
    expect(performance.now() - startedAt).toBeLessThan(3_000)
  })

  it.each([
    [
      'a problem on the way',
      '{"kind":"problem","reason":"pattern_too_slow","message":"Simpler."}\n',
      'Simpler.',
    ],
    ['an end before the lines', '{"kind":"progress","sources":[]}\n', 'The answer broke off.'],
  ])('fails for %s', async (_, text, message) => {
    await expect(ask(await serve([text]))).rejects.toThrow(message)
  })
})
