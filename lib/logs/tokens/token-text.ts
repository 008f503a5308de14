import { createHash, randomBytes } from 'node:crypto'

const shape = /^leit_log_[0-9a-f]{48}$/
const shownLength = 'leit_log_'.length + 6

/** A new right to push lines: 192 random bits, recognisable by its start. */
export const newLogTokenText = (): string => `leit_log_${randomBytes(24).toString('hex')}`

export const isLogTokenText = (text: string): boolean => shape.test(text)

/** What is stored of a token. A fast hash is right here: nobody guesses 192 random bits. */
export const hashLogToken = (text: string): string =>
  createHash('sha256').update(text).digest('hex')

export const toLogTokenPrefix = (text: string): string => text.slice(0, shownLength)
