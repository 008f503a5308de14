/** What can be wrong with a credential that somebody gives. Stable: screens translate them. */
export const credentialFaultCodes = [
  'not_an_object',
  'missing',
  'empty',
  'not_text',
  'too_long',
  'unknown_field',
  'not_sendable',
  'key_pair_incomplete',
  'access_key_format',
  'access_key_temporary',
  'role_arn',
  'external_id_format',
  'external_id_without_role',
  'key_public',
  'key_type',
  'key_encrypted',
  'key_passphrase',
  'key_pkcs8',
  'key_damaged',
  'key_format',
] as const

export type CredentialFaultCode = (typeof credentialFaultCodes)[number]

/** One wrong field of a credential; carries nothing of what was given. */
export interface CredentialFault {
  readonly field: string
  readonly code: CredentialFaultCode
  /** What its sentence names, such as the type of a key. */
  readonly params: Readonly<Record<string, string>>
}

/** What to do with blanks or line breaks around a secret. */
export const blankChoices = ['keep', 'remove'] as const

export type BlankChoice = (typeof blankChoices)[number]

/** `key_missing`: stored under a key that is not among the settings. `damaged`: changed or moved in the database. */
export const credentialStates = ['usable', 'key_missing', 'damaged'] as const

export type CredentialState = (typeof credentialStates)[number]
