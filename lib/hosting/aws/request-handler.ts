import { pipeline, Readable, Transform } from 'node:stream'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { HostingError } from '../failure.ts'

const maximumAnswerBytes = 16 * 1024 * 1024

// Without `throwOnRequestTimeout` the time-out is only a line in the log:
// https://github.com/smithy-lang/smithy-typescript/blob/main/packages/node-http-handler/src/node-http-handler.ts
const timeouts = {
  connectionTimeout: 5_000,
  requestTimeout: 20_000,
  socketTimeout: 20_000,
  throwOnRequestTimeout: true,
}

/** Connections of all AWS clients of this process; answers are bounded in size, event streams are not. */
class BoundedHttpHandler extends NodeHttpHandler {
  override async handle(...call: Parameters<NodeHttpHandler['handle']>) {
    const { response } = await super.handle(...call)
    if (!isEventStream(response.headers) && response.body instanceof Readable) {
      response.body = bound(response.body)
    }
    return { response }
  }
}

export const requestHandler = new BoundedHttpHandler(timeouts)

/** For downloads, whose size their caller bounds. */
export const downloadHandler = new NodeHttpHandler(timeouts)

function isEventStream(headers: Record<string, string>) {
  return headers['content-type']?.startsWith('application/vnd.amazon.eventstream') ?? false
}

function bound(body: Readable): Readable {
  let size = 0
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length
      if (size <= maximumAnswerBytes) return done(null, chunk)
      done(new HostingError('invalid_answer', 'AWS sent an answer of more than 16 MiB.'))
    },
  })
  // A body that breaks off breaks the counter with the same error, which is where it is read.
  return pipeline(body, counter, () => {})
}
