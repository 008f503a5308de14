import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { parseEncryptionKeys } from '#lib/core/encryption-keys.ts'
import { parseEnv } from '#lib/core/env.ts'
import { redactSecrets } from '#lib/core/redact.ts'
import { createEncryptionKey } from '#scripts/start/secrets.ts'

const key = (size = 32) => randomBytes(size).toString('base64')

function parse(keys: string | undefined) {
  return parseEnv({
    DATABASE_URL: 'postgresql://unused',
    NEXTAUTH_SECRET: 'x'.repeat(32),
    LEITSTAND_SECRET: 'y'.repeat(32),
    LEITSTAND_ENCRYPTION_KEYS: keys,
  })
}

describe('LEITSTAND_ENCRYPTION_KEYS', () => {
  it.each([
    ['is missing', undefined, /LEITSTAND_ENCRYPTION_KEYS must be set/],
    ['has a key without an id', key(), /must be a list of id:key/],
    ['ends with a comma', `k1:${key()},`, /must be a list of id:key/],
    ['has a key that is too short', `k1:${key(31)}`, /has a key "k1" that is not 32 bytes/],
    ['has a key that is too long', `k1:${key(33)}`, /has a key "k1" that is not 32 bytes/],
    ['has a key in another notation', `k1:${'0f'.repeat(32)}`, /that is not 32 bytes in base64/],
    ['names an id twice', `k1:${key()},k2:${key()},k1:${key()}`, /names the key "k1" twice/],
  ])('stops the start in one sentence when it %s', (_, keys, sentence) => {
    expect(() => parse(keys)).toThrow(sentence)
    expect(() => parse(keys)).toThrow(/^Settings: [^\n]*\.env\.example\.$/)
  })

  it('is not repeated by the sentence that refuses it', () => {
    const short = key(31)
    expect(() => parse(`k1:${short}`)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining(short) }),
    )
  })

  it('may hold several keys, of which the first comes first', () => {
    const keys = parseEncryptionKeys(parse(` k2:${key()} , k1:${key()}`).LEITSTAND_ENCRYPTION_KEYS)
    expect(keys.map(({ id }) => id)).toEqual(['k2', 'k1'])
    expect(keys.map(({ bytes }) => bytes.length)).toEqual([32, 32])
  })

  it('is masked as a whole and key by key', () => {
    const encoded = key()
    parse(`k1:${encoded},k2:${key()}`)
    expect(redactSecrets(`found ${encoded} in a dump`)).toBe('found ••• in a dump')
  })

  it('is made by a first start with an id of its own', () => {
    const made = [createEncryptionKey(), createEncryptionKey()]
    const ids = made.map(
      (text) => parseEncryptionKeys(parse(text).LEITSTAND_ENCRYPTION_KEYS)[0]?.id,
    )
    expect(new Set(ids).size).toBe(2)
  })
})
