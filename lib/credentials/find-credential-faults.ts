import { findPrivateKeyFault } from './private-key-fault.ts'
import type { CredentialOf, CredentialPlatform } from './schemas.ts'
import type { CredentialFault, CredentialFaultCode } from './vocabulary.ts'

type FindFaults<P extends CredentialPlatform> = (
  credential: CredentialOf<P>,
) => readonly CredentialFault[]

const rules: { readonly [P in CredentialPlatform]: FindFaults<P> } = {
  aws: findAwsFaults,
  digitalocean: findTokenFaults,
  vercel: findTokenFaults,
  'single-host': findSingleHostFaults,
  supabase: findTokenFaults,
  uptimerobot: findTokenFaults,
  sentry: findTokenFaults,
}

/** What is wrong with a credential as far as that shows without asking its platform. */
export function findCredentialFaults<P extends CredentialPlatform>(
  platform: P,
  credential: CredentialOf<P>,
): readonly CredentialFault[] {
  return rules[platform](credential)
}

function findTokenFaults({ token }: CredentialOf<'vercel'>): readonly CredentialFault[] {
  // It travels in a header, which takes visible ASCII; blanks around it have been asked about.
  return /^[\x21-\x7e]+$/.test(token.trim()) ? [] : [fault('token', 'not_sendable')]
}

function findSingleHostFaults(credential: CredentialOf<'single-host'>) {
  const { privateKey, passphrase } = credential
  const found = findPrivateKeyFault(privateKey, passphrase)
  if (!found) return []
  const field = found.code === 'key_passphrase' ? 'passphrase' : 'privateKey'
  return [fault(field, found.code, found.params)]
}

// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
const roleArn = /^arn:aws(-[a-z-]+)?:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/
const externalId = /^[\w+=,.@:/-]{2,1224}$/
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_AccessKey.html
const accessKeyId = /^\w{16,128}$/

function findAwsFaults(credential: CredentialOf<'aws'>): readonly CredentialFault[] {
  const { accessKeyId: id, secretAccessKey: secret } = credential
  const faults: (CredentialFault | null)[] = [
    id !== undefined && secret === undefined
      ? fault('secretAccessKey', 'key_pair_incomplete')
      : null,
    id === undefined && secret !== undefined ? fault('accessKeyId', 'key_pair_incomplete') : null,
    id !== undefined && !accessKeyId.test(id) ? fault('accessKeyId', 'access_key_format') : null,
    id?.startsWith('ASIA') ? fault('accessKeyId', 'access_key_temporary') : null,
    ...findRoleFaults(credential),
  ]
  return faults.filter((found) => found !== null)
}

function findRoleFaults(credential: CredentialOf<'aws'>): readonly (CredentialFault | null)[] {
  const { roleArn: role, externalId: external } = credential
  return [
    role !== undefined && !roleArn.test(role) ? fault('roleArn', 'role_arn') : null,
    external !== undefined && role === undefined
      ? fault('externalId', 'external_id_without_role')
      : null,
    external !== undefined && !externalId.test(external)
      ? fault('externalId', 'external_id_format')
      : null,
  ]
}

function fault(
  field: string,
  code: CredentialFaultCode,
  params: CredentialFault['params'] = {},
): CredentialFault {
  return { field, code, params }
}
