import { readPrincipal } from '../aws/check-aws-access.ts'
import type { Aws } from '../aws/connect-aws.ts'
import type { AwsCredential } from '../aws/credentials.ts'

const accounts = new Map<string, string>()

/**
 * Number of the account whose quota a credential uses: two roles of one account share it. Asked once for each key; a
 * role's ARN says it.
 */
export async function readAccount(
  aws: Aws,
  credential: AwsCredential,
  signal: AbortSignal,
): Promise<string> {
  const ofRole = /^arn:[a-z-]+:iam::(\d{12}):/.exec(credential.roleArn ?? '')?.[1]
  if (ofRole) return ofRole
  const key = credential.accessKeyId ?? ''
  const known = accounts.get(key)
  if (known) return known
  const { account } = await readPrincipal(aws, signal)
  if (key) accounts.set(key, account)
  return account
}
