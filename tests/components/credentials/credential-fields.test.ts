import { describe, expect, it } from 'vitest'
import { listFields, toCredential } from '#components/credentials/credential-fields.ts'

const values = { account: 'default', hasOwnIdentity: false, texts: {} }

describe('the form of a credential', () => {
  it('sends what was given, blanks and line breaks included', () => {
    const texts = { token: ' abc\n' }
    expect(toCredential({ ...values, platform: 'vercel', texts })).toEqual({ token: ' abc\n' })
  })

  it('leaves out optional fields that stayed empty, and no required ones', () => {
    const texts = { passphrase: '', privateKey: '' }
    expect(toCredential({ ...values, platform: 'single-host', texts })).toEqual({ privateKey: '' })
  })

  it('asks for no key where AWS is asked with the portal’s own identity, and sends none', () => {
    const own = { ...values, platform: 'aws', hasOwnIdentity: true } as const
    expect(listFields(own).map(({ name }) => name)).toEqual(['roleArn', 'externalId'])
    expect(toCredential({ ...own, texts: { secretAccessKey: 'typed before' } })).toEqual({})
  })
})
