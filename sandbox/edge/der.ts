const tag = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectIdentifier: 0x06,
  utf8String: 0x0c,
  utcTime: 0x17,
  sequence: 0x30,
  set: 0x31,
} as const

/** A context-specific tag, as in `[0] EXPLICIT`. */
export function contextElement(number: number, form: 'primitive' | 'constructed', content: Buffer) {
  return element((form === 'constructed' ? 0xa0 : 0x80) | number, content)
}

export function sequence(...members: Buffer[]) {
  return element(tag.sequence, ...members)
}

export function set(...members: Buffer[]) {
  return element(tag.set, ...members)
}

export function boolean(value: boolean) {
  return element(tag.boolean, Buffer.from([value ? 0xff : 0x00]))
}

/** A non-negative integer given as big-endian bytes. */
export function integer(bytes: Uint8Array) {
  const isNegativeLooking = ((bytes[0] ?? 0) & 0x80) !== 0
  return element(tag.integer, Buffer.from(isNegativeLooking ? [0, ...bytes] : bytes))
}

export function bitString(bytes: Uint8Array, unusedBits = 0) {
  return element(tag.bitString, Buffer.from([unusedBits, ...bytes]))
}

export function octetString(bytes: Uint8Array) {
  return element(tag.octetString, Buffer.from(bytes))
}

export function utf8String(text: string) {
  return element(tag.utf8String, Buffer.from(text, 'utf8'))
}

/** Good until 2049: later dates need GeneralizedTime (RFC 5280, 4.1.2.5). */
export function utcTime(date: Date) {
  const digits = date.toISOString().replace(/[-:T]/g, '').slice(2, 14)
  return element(tag.utcTime, Buffer.from(`${digits}Z`, 'ascii'))
}

export function objectIdentifier(dotted: string) {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return element(
    tag.objectIdentifier,
    Buffer.from([first * 40 + second, ...rest.flatMap(toBase128)]),
  )
}

function toBase128(value: number): number[] {
  const digits = [value & 0x7f]
  for (let left = value >> 7; left > 0; left >>= 7) digits.unshift((left & 0x7f) | 0x80)
  return digits
}

function element(tagByte: number, ...content: Buffer[]) {
  const body = Buffer.concat(content)
  return Buffer.concat([Buffer.from([tagByte, ...toLength(body.length)]), body])
}

function toLength(length: number): number[] {
  if (length < 0x80) return [length]
  const bytes: number[] = []
  for (let left = length; left > 0; left >>= 8) bytes.unshift(left & 0xff)
  return [0x80 | bytes.length, ...bytes]
}
