import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'
import { type OutboundFailure, outboundFailure } from './outbound-failure.ts'

const decoders = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
}

export interface DecodedBody {
  readonly ok: true
  readonly text: string
}

/**
 * Decodes a body within a limit. The client asks for no encoding; servers that compress anyway are understood as long
 * as the decoded text stays inside the limit, so a small body cannot blow up.
 */
export function decodeBody(
  body: Buffer,
  encoding: string,
  limitBytes: number,
): DecodedBody | OutboundFailure {
  if (encoding === '' || encoding === 'identity') return { ok: true, text: body.toString('utf8') }
  if (!isKnownEncoding(encoding)) return notDecodable(encoding)
  try {
    const text = decoders[encoding](body, { maxOutputLength: limitBytes }).toString('utf8')
    return { ok: true, text }
  } catch (error) {
    return isTooLarge(error) ? tooLarge(limitBytes) : notDecodable(encoding)
  }
}

export function tooLarge(limitBytes: number): OutboundFailure {
  return outboundFailure('answer_too_large', { limitKb: String(limitBytes / 1024) })
}

function notDecodable(encoding: string): OutboundFailure {
  return outboundFailure('answer_not_decodable', { encoding: encoding.slice(0, 20) })
}

function isKnownEncoding(encoding: string): encoding is keyof typeof decoders {
  return Object.hasOwn(decoders, encoding)
}

function isTooLarge(error: unknown): boolean {
  return error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
}
