import { hashSecret, newApiTokenText, toTokenPrefix } from '#lib/auth/api-token-format.ts'
import type { ConnectedPortal } from '../connected-portal.ts'
import { withClient } from '../databases.ts'
import { account, awsKey, digitaloceanToken } from './providers.ts'

/** As an administrator does before the portal can ask a platform. */
export async function storeCredentials({ url, databaseUrl }: ConnectedPortal): Promise<void> {
  const token = newApiTokenText()
  await withClient(databaseUrl, (client) =>
    client.query(
      `INSERT INTO api_token (id, name, prefix, hash, role, created_by)
       VALUES (uuidv7(), 'administrator', $1, $2, 'admin', 'bench')`,
      [toTokenPrefix(token), hashSecret(token)],
    ),
  )
  const credentials = { aws: awsKey, digitalocean: { token: digitaloceanToken } }
  for (const [platform, credential] of Object.entries(credentials)) {
    const answer = await fetch(`${url}/api/v1/credentials/${platform}/${account}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ credential }),
    })
    if (!answer.ok) throw new Error(`Credential of ${platform}: ${await answer.text()}`)
  }
}
