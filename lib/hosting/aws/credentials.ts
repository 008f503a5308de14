import { createHash } from 'node:crypto'
import { fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers'
import type { CredentialOf } from '../../credentials/schemas.ts'
import { requestHandler } from './request-handler.ts'
import { toHostingError } from './to-hosting-error.ts'

export type AwsCredential = CredentialOf<'aws'>

/** Whose keys and which role, where. */
export interface AwsAccess {
  readonly credential: AwsCredential
  readonly region: string
  /** Base URL of every service instead of AWS's own. */
  readonly endpoint: string | undefined
}

type Provider = ReturnType<typeof fromNodeProviderChain>
type Identity = Awaited<ReturnType<Provider>>

/** Shown by CloudTrail as the name of the session. */
const sessionName = 'leitstand'
const renewBeforeMs = 5 * 60_000
const keptSessions = 200

/** Sessions of roles, by a hash of what they were made from: adapters are made anew for each reading. */
const sessions = new Map<string, Promise<Identity>>()

/** Signs as the stored key, as the portal itself, or as the role it takes with either. */
export function createCredentials(access: AwsAccess): Provider {
  const { credential } = access
  const own = toOwnCredentials(access)
  if (credential.roleArn === undefined) return own
  return () => openSession(access, own)
}

/** Makes the next call take the role again. */
export function forgetSession(access: AwsAccess): void {
  sessions.delete(toKey(access))
}

/** Words for who asks, without key material. */
export function describeIdentity({ roleArn, accessKeyId }: AwsCredential): string {
  if (roleArn) return roleArn
  return accessKeyId ? `the access key …${accessKeyId.slice(-4)}` : "the portal's own identity"
}

function toOwnCredentials({ credential, region }: AwsAccess): Provider {
  const { accessKeyId, secretAccessKey } = credential
  if (!accessKeyId || !secretAccessKey) return fromNodeProviderChain({ clientConfig: { region } })
  return async () => ({ accessKeyId, secretAccessKey })
}

async function openSession(access: AwsAccess, own: Provider): Promise<Identity> {
  const key = toKey(access)
  const kept = await sessions.get(key)
  if (kept?.expiration && kept.expiration.getTime() - Date.now() > renewBeforeMs) return kept
  const session = takeRole(access, own)
  if (sessions.size >= keptSessions) sessions.clear()
  sessions.set(key, session)
  session.catch(() => sessions.delete(key))
  return session
}

async function takeRole(access: AwsAccess, own: Provider): Promise<Identity> {
  const { credential, region, endpoint } = access
  const take = fromTemporaryCredentials({
    masterCredentials: own,
    params: {
      RoleArn: credential.roleArn,
      RoleSessionName: sessionName,
      ...(credential.externalId ? { ExternalId: credential.externalId } : {}),
    },
    clientConfig: { region, maxAttempts: 1, requestHandler, ...(endpoint ? { endpoint } : {}) },
  })
  try {
    return await take()
  } catch (error) {
    const identity = describeIdentity(credential)
    const call = { action: 'sts:AssumeRole', region, identity, changes: false, isOver: false }
    throw toHostingError(error, call)
  }
}

function toKey({ credential, region, endpoint }: AwsAccess): string {
  const { accessKeyId, secretAccessKey, roleArn, externalId } = credential
  const parts = [accessKeyId, secretAccessKey, roleArn, externalId, region, endpoint]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}
