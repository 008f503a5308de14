import type { CredentialFault, CredentialFaultCode } from './vocabulary.ts'

type Params = CredentialFault['params']

const sentences: Record<CredentialFaultCode, (params: Params) => string> = {
  not_an_object: () => 'must be a JSON object with the fields of the platform',
  missing: () => 'is missing',
  empty: () => 'is empty; give a value, or delete the credential instead',
  not_text: () => 'must be a text',
  too_long: () => 'is too long',
  unknown_field: () => 'is no field of this platform',
  not_sendable: () => 'holds blanks or characters that no token has; was something else copied?',
  key_pair_incomplete: () => 'goes together with the other half of the access key',
  access_key_format: () => 'is not an access key id',
  access_key_temporary: () =>
    'is a temporary key that ends within hours; give the key of a user, or a role',
  role_arn: () => 'is not the ARN of a role, such as arn:aws:iam::123456789012:role/leitstand',
  external_id_format: () => 'may hold 2 to 1224 letters, digits and =,.@:/-_+',
  external_id_without_role: () => 'counts only with a role to assume',
  key_public: () => 'is a public key; give the private half',
  key_type: ({ type }) => `is a key of the type ${type}; give an Ed25519, ECDSA or RSA key instead`,
  key_encrypted: () => 'is encrypted; give its passphrase too',
  key_passphrase: () => 'cannot be opened with this passphrase',
  key_pkcs8: () => 'is in PKCS #8 format; convert a copy with "ssh-keygen -p -f FILE"',
  key_damaged: () => 'is incomplete or damaged; copy it with its first and last line',
  key_format: () => 'is not a private key in OpenSSH or PEM format',
}

/** The end of a sentence that starts with the field's name. */
export function toFaultSentence({ code, params }: CredentialFault): string {
  return sentences[code](params)
}
