import { createHash } from 'node:crypto'
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts'
import { fromNodeProviderChain } from '@aws-sdk/credential-providers'
import { z } from 'zod'
import type { CredentialOf } from '../../credentials/schemas.ts'
import { callAws } from './call-aws.ts'
import { requestHandler } from './request-handler.ts'

export type AwsCredential = CredentialOf<'aws'>

/** Whose keys and which role, where. */
export interface AwsAccess {
  readonly credential: AwsCredential
  readonly region: string
  /** Base URL of every service instead of AWS's own. */
  readonly endpoint: string | undefined
}

type Provider = ReturnType<typeof fromNodeProviderChain>

interface Session {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string
  readonly expiration: Date
}

/** Shown by CloudTrail as the name of the session. */
const sessionName = 'leitstand'
const renewBeforeMs = 5 * 60_000
const keptSessions = 200

/** Sessions of roles, by a hash of what they were made from: adapters are made anew for each reading. */
const sessions = new Map<string, Promise<Session>>()

/** Signs as the stored key, as the portal itself, or as the role it takes with either. */
export function createCredentials(access: AwsAccess): Provider {
  return access.credential.roleArn === undefined
    ? toOwnCredentials(access)
    : () => openSession(access)
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

async function openSession(access: AwsAccess): Promise<Session> {
  const key = toKey(access)
  const pending = sessions.get(key)
  if (pending) {
    const kept = await pending
    if (kept.expiration.getTime() - Date.now() > renewBeforeMs) return kept
    // Whoever waited first renews it for all.
    if (sessions.get(key) !== pending) return openSession(access)
  }
  if (sessions.size >= keptSessions) sessions.clear()
  const session = takeRole(access)
  sessions.set(key, session)
  session.catch(() => {
    if (sessions.get(key) === session) sessions.delete(key)
  })
  return session
}

const AssumedRole = z.object({
  Credentials: z.object({
    AccessKeyId: z.string().min(1),
    SecretAccessKey: z.string().min(1),
    SessionToken: z.string().min(1),
    Expiration: z.date(),
  }),
})

/** Like the SDK's own provider, which no signal reaches. */
async function takeRole(access: AwsAccess): Promise<Session> {
  const { credential, region, endpoint } = access
  const client = new STSClient({
    region,
    credentials: toOwnCredentials(access),
    maxAttempts: 1,
    requestHandler,
    ...(endpoint ? { endpoint } : {}),
  })
  const command = new AssumeRoleCommand({
    RoleArn: credential.roleArn,
    RoleSessionName: sessionName,
    ...(credential.externalId ? { ExternalId: credential.externalId } : {}),
  })
  const { Credentials } = await callAws(
    {
      action: 'sts:AssumeRole',
      answer: AssumedRole,
      send: (abortSignal) => client.send(command, { abortSignal }),
    },
    { region, identity: describeIdentity(credential) },
    AbortSignal.timeout(10_000),
  )
  return {
    accessKeyId: Credentials.AccessKeyId,
    secretAccessKey: Credentials.SecretAccessKey,
    sessionToken: Credentials.SessionToken,
    expiration: Credentials.Expiration,
  }
}

function toKey({ credential, region, endpoint }: AwsAccess): string {
  const { accessKeyId, secretAccessKey, roleArn, externalId } = credential
  const parts = [accessKeyId, secretAccessKey, roleArn, externalId, region, endpoint]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}
