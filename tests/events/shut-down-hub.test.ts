import { describe, expect, it } from 'vitest'
import { operatorContext } from '#lib/core/context.ts'
import { openEventStream, shutDownHub } from '#lib/events/index.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { readFrames } from './read-frames.ts'

const open = () =>
  openEventStream(operatorContext(), { lastEventId: null, signal: AbortSignal.timeout(10_000) })

describe('a web process that shuts down', () => {
  useDatabase()

  it('ends the streams that are open and takes no new one over a connection that still stands', async () => {
    const stream = readFrames(await open())
    await stream.nextOf('hello')
    await shutDownHub()
    expect(await stream.nextOf('never')).toBeUndefined()
    await expect(open()).rejects.toMatchObject({
      code: 'unavailable',
      reason: 'events_unavailable',
    })
  })
})
