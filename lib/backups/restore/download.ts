import { createReadStream, createWriteStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeReadableStream } from 'node:stream/web'
import { createGunzip, createZstdDecompress } from 'node:zlib'
import { Inconclusive } from './inconclusive.ts'

/** Largest backup that is fetched, and largest that one may unpack to. */
export const maxDownloadBytes = 4 * 1024 ** 3
const maxUnpackedBytes = 16 * 1024 ** 3

/** Writes a stream into a file that nobody else can read. Answers its size. */
export async function download(
  stream: ReadableStream<Uint8Array>,
  file: string,
  signal: AbortSignal,
): Promise<number> {
  await pipeline(
    // Safe because both are the platform's streams; only their declarations differ.
    Readable.fromWeb(stream as NodeReadableStream<Uint8Array>),
    limit(maxDownloadBytes),
    createWriteStream(file, { mode: 0o600 }),
    { signal },
  )
  return (await stat(file)).size
}

const unpackers = [
  { magic: Buffer.from([0x1f, 0x8b]), create: () => createGunzip() },
  { magic: Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), create: () => createZstdDecompress() },
]

/** The file itself, or what it unpacks to. Throws the unpacker's error for one that is damaged. */
export async function unpack(file: string, target: string, signal: AbortSignal): Promise<string> {
  const start = await readStart(file, 4)
  const unpacker = unpackers.find(({ magic }) => start.subarray(0, magic.length).equals(magic))
  if (!unpacker) return file
  await pipeline(
    createReadStream(file),
    unpacker.create(),
    limit(maxUnpackedBytes),
    createWriteStream(target, { mode: 0o600 }),
    { signal },
  )
  return target
}

/** First bytes of a file; fewer when it has no more. */
export async function readStart(file: string, length: number): Promise<Buffer> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

function limit(maxBytes: number): Transform {
  let size = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.byteLength
      done(size > maxBytes ? new Inconclusive('too_large') : null, chunk)
    },
  })
}
