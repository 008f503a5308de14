import { Readable } from 'node:stream'
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3'
import { z } from 'zod'
import type { Aws } from '../aws/connect-aws.ts'
import type { BackupQuery } from '../backup-port.ts'
import { HostingError } from '../failure.ts'
import { isBackupKey } from './backup-source.ts'
import type { S3Target } from './target.ts'

export interface OpenBackup {
  readonly query: BackupQuery
  readonly maxBytes: number
}

const Answer = z.object({ ContentLength: z.number().nonnegative(), Body: z.instanceof(Readable) })

/** The bytes of one object that the policy's prefix and pattern name; no other object is ever opened. */
export async function openBackupObject(
  aws: Aws,
  client: S3Client,
  { bucket }: S3Target,
  key: string,
  { query, maxBytes }: OpenBackup,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  if (!isBackupKey(key, query)) {
    throw new HostingError('not_found', `${bucket} holds no backup ${key} of this policy.`)
  }
  const { ContentLength: size, Body: body } = await aws.call(
    {
      action: 's3:GetObject',
      answer: Answer,
      // The deadline of the call ends with its headers; from then on the caller's signal counts.
      send: () =>
        client.send(new GetObjectCommand({ Bucket: bucket, Key: key }), { abortSignal: signal }),
    },
    signal,
  )
  if (size > maxBytes) {
    body.destroy()
    throw new HostingError(
      'rejected',
      `${key} in ${bucket} has ${size} bytes; at most ${maxBytes} are fetched.`,
    )
  }
  return toWholeStream(body, size, key, signal)
}

/** Ends only after every byte that was announced; everything else is an error. */
function toWholeStream(
  body: Readable,
  size: number,
  key: string,
  signal: AbortSignal,
): ReadableStream<Uint8Array> {
  const hangUp = () => void body.destroy(new Error('Nobody reads any more.'))
  signal.addEventListener('abort', hangUp, { once: true })
  const parts: AsyncIterator<Buffer> = body[Symbol.asyncIterator]()
  let received = 0
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await parts.next()
        if (!done) {
          received += value.length
          controller.enqueue(value)
          return
        }
        signal.removeEventListener('abort', hangUp)
        if (received !== size) throw new Error(`${received} of ${size} bytes came.`)
        controller.close()
      } catch (cause) {
        controller.error(brokenOff(key, signal.aborted, cause))
      }
    },
    cancel: hangUp,
  })
}

function brokenOff(key: string, isOver: boolean, cause: unknown): HostingError {
  return new HostingError(
    isOver ? 'timed_out' : 'unreachable',
    `The download of ${key} from S3 broke off.`,
    { cause },
  )
}
