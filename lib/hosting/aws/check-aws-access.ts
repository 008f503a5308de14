import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { z } from 'zod'
import { HostingError } from '../failure.ts'
import type { AccessCheck, AccessReport, Capability } from '../port.ts'
import type { Aws } from './connect-aws.ts'
import { type PolicyStatement, toPolicyText } from './policy.ts'

/** One right, and the cheapest call that needs it; null where only a change would tell. */
export interface AccessTrial {
  readonly permission: string
  readonly capability: Capability
  /** Resolves when the right is there; `unknown` when AWS does not tell its absence from an empty answer. */
  readonly attempt: ((signal: AbortSignal) => Promise<'granted' | 'unknown'>) | null
}

export interface AwsPrincipal {
  readonly arn: string
  readonly account: string
  /** `aws`, `aws-cn`, …: the second part of every ARN there. */
  readonly partition: string
}

const untried = 'Only a change would tell, so it was not tried.'

/** Who the portal is, and which of the rights it has. Throws when not even the identity can be asked for. */
export async function checkAwsAccess(
  aws: Aws,
  trials: readonly AccessTrial[],
  toStatements: (principal: AwsPrincipal) => readonly PolicyStatement[],
  signal: AbortSignal,
): Promise<AccessReport> {
  const principal = await readPrincipal(aws, signal)
  const checks: AccessCheck[] = []
  // One after the other: the limits of these calls are shared with everybody in the account.
  for (const trial of trials) checks.push(await tryRight(trial, signal))
  return {
    identity: principal.arn,
    checks,
    policy: { language: 'json', text: toPolicyText(toStatements(principal)) },
  }
}

const Caller = z.object({
  Arn: z.string().regex(/^arn:[a-z-]+:/),
  Account: z.string().regex(/^\d{12}$/),
})

/** Needs no right: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export async function readPrincipal(aws: Aws, signal: AbortSignal): Promise<AwsPrincipal> {
  const client = new STSClient(aws.clientConfig)
  const { Arn: arn, Account: account } = await aws.call(
    {
      action: 'sts:GetCallerIdentity',
      answer: Caller,
      send: (abortSignal) => client.send(new GetCallerIdentityCommand({}), { abortSignal }),
    },
    signal,
  )
  return { arn, account, partition: arn.split(':')[1] ?? 'aws' }
}

async function tryRight(trial: AccessTrial, signal: AbortSignal): Promise<AccessCheck> {
  const { permission, capability, attempt } = trial
  if (attempt === null) return { permission, capability, state: 'unknown', detail: untried }
  try {
    return { permission, capability, state: await attempt(signal), detail: null }
  } catch (error) {
    if (!(error instanceof HostingError)) throw error
    const state = error.failure === 'denied' ? 'denied' : 'unknown'
    return { permission, capability, state, detail: error.message }
  }
}
