import { describe, expect, it } from 'vitest'
import { AppError } from '#lib/core/errors.ts'
import { parseCredential } from '#lib/credentials/parse-credential.ts'
import type { CredentialPlatform } from '#lib/credentials/schemas.ts'
import type { BlankChoice } from '#lib/credentials/vocabulary.ts'
import { createPrivateKey } from './support.ts'

function refusal(platform: CredentialPlatform, given: unknown, blanks?: BlankChoice): AppError {
  try {
    parseCredential(platform, given, blanks)
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('This was accepted.')
}

const faultsOf = ({ details }: AppError) =>
  (details.faults as { field: string; code: string }[]).map(({ field, code }) => `${field} ${code}`)

const role = 'arn:aws:iam::123456789012:role/leitstand'
const access = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG' }

describe('a secret with blanks or line breaks around it', () => {
  it.each(['token\n', ' token', 'token\t', 'token\r\n'])('is asked about: %j', (token) => {
    expect(refusal('vercel', { token })).toMatchObject({
      reason: 'secret_has_blanks',
      details: { blankFields: ['token'] },
    })
  })

  it('is kept or trimmed as the answer says', () => {
    expect(parseCredential('vercel', { token: 'token\n' }, 'keep')).toEqual({ token: 'token\n' })
    expect(parseCredential('vercel', { token: 'token\n' }, 'remove')).toEqual({ token: 'token' })
  })

  it('is not meant by the last line end of a private key', () => {
    const privateKey = `${createPrivateKey().private}\n`
    expect(parseCredential('single-host', { privateKey })).toEqual({ privateKey })
  })
})

describe('an empty secret', () => {
  it.each(['', ' ', '\n'])('is refused, never stored as nothing: %j', (token) => {
    expect(faultsOf(refusal('vercel', { token }, 'remove'))).toEqual(['token empty'])
  })

  it('is refused for optional fields too, which are left out instead', () => {
    expect(faultsOf(refusal('aws', { roleArn: '' }))).toEqual(['roleArn empty'])
  })
})

describe('a credential that cannot be right is refused with the reason:', () => {
  it.each<[CredentialPlatform, unknown, string]>([
    ['vercel', {}, 'token missing'],
    ['vercel', null, 'credential not_an_object'],
    ['vercel', ['x'], 'credential not_an_object'],
    ['vercel', { token: 7 }, 'token not_text'],
    ['vercel', { token: 'x'.repeat(20_001) }, 'token too_long'],
    ['vercel', { token: 'x', key: 'y' }, 'key unknown_field'],
    ['vercel', { token: 'two words' }, 'token not_sendable'],
    ['vercel', { token: 'zwei\u00e4' }, 'token not_sendable'],
    ['aws', { accessKeyId: access.accessKeyId }, 'secretAccessKey key_pair_incomplete'],
    ['aws', { secretAccessKey: 'x' }, 'accessKeyId key_pair_incomplete'],
    ['aws', { ...access, accessKeyId: 'short' }, 'accessKeyId access_key_format'],
    ['aws', { ...access, accessKeyId: 'ASIAIOSFODNN7EXAMPLE' }, 'accessKeyId access_key_temporary'],
    ['aws', { roleArn: 'leitstand' }, 'roleArn role_arn'],
    ['aws', { roleArn: 'arn:aws:iam::123456789012:user/x' }, 'roleArn role_arn'],
    ['aws', { externalId: 'abc' }, 'externalId external_id_without_role'],
    ['aws', { roleArn: role, externalId: 'a b' }, 'externalId external_id_format'],
  ])('%s %j: %s', (platform, given, fault) => {
    expect(faultsOf(refusal(platform, given))).toEqual([fault])
  })

  const plain = createPrivateKey()
  const locked = createPrivateKey('open sesame').private
  it.each<[string, object, string]>([
    ['the public half', { privateKey: plain.public }, 'privateKey key_public'],
    ['without its passphrase', { privateKey: locked }, 'privateKey key_encrypted'],
    [
      'with another passphrase',
      { privateKey: locked, passphrase: 'x' },
      'passphrase key_passphrase',
    ],
    ['cut short', { privateKey: plain.private.slice(0, 150) }, 'privateKey key_damaged'],
    ['of a type that is no longer safe', { privateKey: toDsa() }, 'privateKey key_type'],
    ['in PKCS #8', { privateKey: toPem('PRIVATE KEY') }, 'privateKey key_pkcs8'],
    ['something else', { privateKey: 'hello' }, 'privateKey key_format'],
    ['a certificate', { privateKey: toPem('CERTIFICATE') }, 'privateKey key_format'],
  ])('an SSH key: %s', (_, given, fault) => {
    expect(faultsOf(refusal('single-host', given))).toEqual([fault])
  })

  it('accepts a key with Windows line ends', () => {
    const privateKey = plain.private.replaceAll('\n', '\r\n')
    expect(parseCredential('single-host', { privateKey })).toEqual({ privateKey })
  })
})

it('no refusal repeats what was given', () => {
  const secret = 'hunter2 hunter2'
  for (const error of [
    refusal('vercel', { token: secret }),
    refusal('vercel', { token: ` ${secret}` }),
    refusal('single-host', { privateKey: secret, passphrase: secret }),
    refusal('aws', { accessKeyId: secret, secretAccessKey: secret, roleArn: secret }),
  ]) {
    expect(JSON.stringify({ ...error, message: error.message })).not.toContain('hunter2')
  }
})

function toPem(kind: string): string {
  return `-----BEGIN ${kind}-----\nMIIB\n-----END ${kind}-----\n`
}

/** A key of the old type DSA, of numbers that protect nothing. */
function toDsa(): string {
  const numbers = [0, 23, 11, 4, 3, 5].flatMap((number) => [2, 1, number])
  const body = Buffer.from([0x30, numbers.length, ...numbers]).toString('base64')
  return `-----BEGIN DSA PRIVATE KEY-----\n${body}\n-----END DSA PRIVATE KEY-----\n`
}
