import { createHash, randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'

const shape = /^leit_([0-9a-f]{48})_([0-9a-f]{8})$/
const shownLength = 'leit_'.length + 6

/**
 * A new token of 192 random bits. Prefix and checksum let scanners recognise a leaked one, and let us refuse a
 * mistyped one without asking the database.
 */
export function newApiTokenText(): string {
  const random = randomBytes(24).toString('hex')
  return `leit_${random}_${checksum(random)}`
}

export function isApiTokenText(text: string): boolean {
  const [, random, sum] = shape.exec(text) ?? []
  return random !== undefined && sum === checksum(random)
}

/** What is stored of a token. A fast hash is right here: nobody guesses 192 random bits. */
export function hashSecret(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** The start of a token, by which people recognise it in a list. */
export function toTokenPrefix(text: string): string {
  return text.slice(0, shownLength)
}

function checksum(random: string): string {
  return crc32(random).toString(16).padStart(8, '0')
}
