import { type AppError, invalidInput } from '#lib/core/errors.ts'
import { maxDocumentBytes } from '../words.ts'

/** What keeps a text from being stored; null when nothing does. */
export interface TextFault {
  readonly reason: 'too_large' | 'invisible_character' | 'not_utf8'
  readonly message: string
}

// PostgreSQL stores no NUL, and half a surrogate pair is no character. Everything else is kept as it was written.
const unstorable = /\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/

export function findTextFault(text: string): TextFault | null {
  const bytes = Buffer.byteLength(text)
  if (bytes > maxDocumentBytes) return tooLarge(bytes)
  const position = text.search(unstorable)
  if (position < 0) return null
  const line = text.slice(0, position).split('\n').length
  return {
    reason: 'invisible_character',
    message: `contains an invisible character at position ${position + 1} (line ${line})`,
  }
}

export function tooLarge(bytes: number): TextFault {
  return {
    reason: 'too_large',
    message: `is too large: ${bytes} bytes, at most ${maxDocumentBytes}`,
  }
}

/** The text as it was given; throws when it cannot be kept byte for byte. */
export function requireText(text: string, field = 'content'): string {
  const fault = findTextFault(text)
  if (fault) throw toTextError(fault, field)
  return text
}

export function toTextError({ reason, message }: TextFault, field: string): AppError {
  return invalidInput(`${field} ${message}.`, { reason, fields: [{ path: field, message }] })
}

/** Bytes as text, without taking a byte order mark away; names the first byte that is no UTF-8. */
export function decodeText(bytes: Uint8Array): { readonly text: string } | TextFault {
  if (bytes.byteLength > maxDocumentBytes) return tooLarge(bytes.byteLength)
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    return findTextFault(text) ?? { text }
  } catch {
    const position = findBrokenByte(bytes)
    return { reason: 'not_utf8', message: `is not UTF-8 at byte ${position + 1}` }
  }
}

function findBrokenByte(bytes: Uint8Array): number {
  let good = 0
  let bad = bytes.byteLength
  // The longest start that decodes, by halving: a start cut within a character counts as good.
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2)
    if (decodes(bytes.subarray(0, middle))) good = middle
    else bad = middle
  }
  return good
}

function decodes(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}
