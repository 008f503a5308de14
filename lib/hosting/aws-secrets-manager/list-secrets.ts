import { ListSecretsCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { z } from 'zod'
import type { Aws } from '../aws/connect-aws.ts'
import { HostingError } from '../failure.ts'

export interface ListedSecret {
  readonly name: string
  readonly changedAt: Date | null
}

const Page = z.object({
  SecretList: z.array(
    z.object({
      Name: z.string().min(1),
      LastChangedDate: z.date().optional(),
      CreatedDate: z.date().optional(),
    }),
  ),
  NextToken: z.string().min(1).optional(),
})

const pagesAtMost = 20

/** Names of all secrets below the prefix, never a value. What is about to be deleted is not among them. */
export async function listSecrets(
  aws: Aws,
  client: SecretsManagerClient,
  prefix: string,
  signal: AbortSignal,
): Promise<readonly ListedSecret[]> {
  const secrets: ListedSecret[] = []
  let token: string | undefined
  for (let page = 0; page < pagesAtMost; page += 1) {
    const input = {
      MaxResults: 100,
      Filters: [{ Key: 'name' as const, Values: [prefix] }],
      ...(token ? { NextToken: token } : {}),
    }
    const answer = await aws.call(
      {
        action: 'secretsmanager:ListSecrets',
        answer: Page,
        send: (abortSignal) => client.send(new ListSecretsCommand(input), { abortSignal }),
      },
      signal,
    )
    for (const { Name, LastChangedDate, CreatedDate } of answer.SecretList) {
      // Their filter does not look at upper and lower case.
      if (!Name.startsWith(prefix)) continue
      secrets.push({ name: Name, changedAt: LastChangedDate ?? CreatedDate ?? null })
    }
    token = answer.NextToken
    if (!token) return secrets
  }
  throw new HostingError(
    'unsupported',
    `More than ${pagesAtMost * 100} secrets begin with ${prefix}. Write a longer prefix into the catalog file.`,
  )
}
