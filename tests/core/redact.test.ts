import { describe, expect, it } from 'vitest'
import { mask, redactSecrets, registerSecret } from '#lib/core/redact.ts'

describe('redactSecrets', () => {
  it.each([
    ['a classic token', `ghp_${'a1B2'.repeat(9)}`],
    ['a stateless installation token', `ghs_12345_${'eyJhbGciOiJSUzI1NiJ9'}.${'x-Y_z'.repeat(40)}`],
    ['an AWS key id', 'AKIAIOSFODNN7EXAMPLE'],
    ['a DigitalOcean token', `dop_v1_${'0f'.repeat(32)}`],
    ['a Slack token', 'xoxb-123456789012-abcdefGHIJKL'],
    ['an API token of the portal', `leit_${'Ab3-'.repeat(8)}`],
    ['a private key', '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----'],
  ])('masks %s by its shape', (_name, secret) => {
    expect(redactSecrets(`before ${secret} after`)).toBe(`before ${mask} after`)
  })

  it('masks the password of a URL and keeps the host', () => {
    expect(redactSecrets('postgres://shop:hunter2@db.internal/shop')).toBe(
      `postgres://shop:${mask}@db.internal/shop`,
    )
  })

  it.each([
    'aws_secret_access_key=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    '{"clientSecret": "wJalrXUtnFEMI"}',
    'API_KEY = wJalrXUtnFEMI',
  ])('masks the value of a name that says it is secret: %s', (text) => {
    expect(redactSecrets(text)).not.toContain('wJalr')
  })

  it.each(['the password is wrong', 'secret: ask the team', 'token expired', 'pwd'])(
    'leaves sentences about secrets alone: %s',
    (text) => {
      expect(redactSecrets(text)).toBe(text)
    },
  )

  it('masks a JSON Web Token', () => {
    const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N'
    expect(redactSecrets(`got ${token}`)).toBe(`got ${mask}`)
  })

  it('masks a registered value wherever it stands, and no common short word', () => {
    registerSecret('correct horse battery')
    registerSecret('ok')
    expect(redactSecrets('it was "correct horse battery", ok?')).toBe(`it was "${mask}", ok?`)
  })
})
