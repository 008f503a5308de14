import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'

// RFC 6455, section 1.3.
const handshakeSuffix = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'
const textFrame = 0x81
const closeFrame = 0x8

/** Accepts a WebSocket and gives back how to send text on it. What the client sends is only looked at for its end. */
export function acceptWebSocket(request: IncomingMessage, socket: Duplex) {
  const key = String(request.headers['sec-websocket-key'])
  const accept = createHash('sha1')
    .update(key + handshakeSuffix)
    .digest('base64')
  socket.write(
    [
      'HTTP/1.1 101 Switching Protocols',
      'upgrade: websocket',
      'connection: Upgrade',
      `sec-websocket-accept: ${accept}`,
      '\r\n',
    ].join('\r\n'),
  )
  socket.on('data', (data: Buffer) => {
    if (((data[0] ?? 0) & 0x0f) === closeFrame) socket.end(Buffer.from([0x88, 0]))
  })
  return (text: string) => {
    if (!socket.destroyed) socket.write(toFrame(Buffer.from(text)))
  }
}

export function refuseWebSocket(socket: Duplex, status: number) {
  socket.end(`HTTP/1.1 ${status} Refused\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
}

function toFrame(payload: Buffer): Buffer {
  if (payload.length < 126)
    return Buffer.concat([Buffer.from([textFrame, payload.length]), payload])
  const head = Buffer.alloc(payload.length < 65_536 ? 4 : 10)
  head[0] = textFrame
  if (payload.length < 65_536) {
    head[1] = 126
    head.writeUInt16BE(payload.length, 2)
  } else {
    head[1] = 127
    head.writeBigUInt64BE(BigInt(payload.length), 2)
  }
  return Buffer.concat([head, payload])
}
