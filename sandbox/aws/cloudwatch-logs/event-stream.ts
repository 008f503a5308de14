import { crc32 } from 'node:zlib'

/** One message of `application/vnd.amazon.eventstream`: https://smithy.io/2.0/aws/amazon-eventstream.html */
export function encodeMessage(headers: Readonly<Record<string, string>>, body: unknown): Buffer {
  const head = Buffer.concat(Object.entries(headers).map(encodeHeader))
  const payload = Buffer.from(JSON.stringify(body))
  const prelude = Buffer.alloc(12)
  prelude.writeUInt32BE(16 + head.length + payload.length, 0)
  prelude.writeUInt32BE(head.length, 4)
  prelude.writeUInt32BE(crc32(prelude.subarray(0, 8)), 8)
  const message = Buffer.concat([prelude, head, payload])
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(message))
  return Buffer.concat([message, check])
}

const textType = 7

function encodeHeader([name, value]: readonly [string, string]): Buffer {
  const text = Buffer.from(value)
  const head = Buffer.from([name.length, ...Buffer.from(name), textType, 0, 0])
  head.writeUInt16BE(text.length, head.length - 2)
  return Buffer.concat([head, text])
}
