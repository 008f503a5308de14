import type { CredentialPlatform } from '#lib/credentials/schemas.ts'

/** One thing to type for a credential. */
export interface CredentialField {
  readonly name:
    | 'token'
    | 'privateKey'
    | 'passphrase'
    | 'accessKeyId'
    | 'secretAccessKey'
    | 'roleArn'
    | 'externalId'
  /** `secret` is hidden while it is typed, `file` takes several lines. */
  readonly kind: 'secret' | 'file' | 'text'
  readonly isRequired: boolean
}

const token: readonly CredentialField[] = [{ name: 'token', kind: 'secret', isRequired: true }]

const awsKeys: readonly CredentialField[] = [
  { name: 'accessKeyId', kind: 'text', isRequired: true },
  { name: 'secretAccessKey', kind: 'secret', isRequired: true },
]

const awsRole: readonly CredentialField[] = [
  { name: 'roleArn', kind: 'text', isRequired: false },
  { name: 'externalId', kind: 'text', isRequired: false },
]

const fields: Readonly<Record<CredentialPlatform, readonly CredentialField[]>> = {
  aws: [...awsKeys, ...awsRole],
  digitalocean: token,
  vercel: token,
  'single-host': [
    { name: 'privateKey', kind: 'file', isRequired: true },
    { name: 'passphrase', kind: 'secret', isRequired: false },
  ],
  supabase: token,
  uptimerobot: token,
  sentry: token,
}

export interface CredentialFormValues {
  readonly platform: CredentialPlatform
  readonly account: string
  /** AWS: the portal's own identity is used instead of a key. */
  readonly hasOwnIdentity: boolean
  /** As typed or pasted, by the field's name. */
  readonly texts: Readonly<Record<string, string>>
}

/** What the form asks for, given what was picked so far. */
export function listFields({ platform, hasOwnIdentity }: CredentialFormValues) {
  return platform === 'aws' && hasOwnIdentity ? awsRole : fields[platform]
}

/** What is sent: optional fields left empty are left out, everything else goes as it was given. */
export function toCredential(values: CredentialFormValues): Readonly<Record<string, string>> {
  const given = listFields(values).map(({ name, isRequired }) => {
    const text = values.texts[name] ?? ''
    return isRequired || text !== '' ? [[name, text] as const] : []
  })
  return Object.fromEntries(given.flat())
}
