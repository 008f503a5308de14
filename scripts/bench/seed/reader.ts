import type pg from 'pg'
import { hashSecret, newApiTokenText, toTokenPrefix } from '#lib/auth/api-token-format.ts'
import { toCookieNames } from '#lib/auth/session-cookie.ts'
import { newSecret } from '#lib/core/ids.ts'

/** Somebody who may see and deploy everything: as an API token and as a signed-in browser. */
export interface Reader {
  readonly token: string
  /** Header by which their browser is recognised at this address of the portal. */
  toCookie(portalUrl: string): string
}

/** The value of `ROLE_MAPPING` that gives the reader their role. */
export const readerRoleMapping = 'bench/engineers=engineer'

export async function seedReader(client: pg.ClientBase): Promise<Reader> {
  const token = newApiTokenText()
  const sessionToken = newSecret(32)
  await client.query(
    `INSERT INTO api_token (id, name, prefix, hash, role, created_by)
     VALUES (uuidv7(), 'bench', $1, $2, 'engineer', 'bench')`,
    [toTokenPrefix(token), hashSecret(token)],
  )
  await client.query(
    `WITH person AS (
       INSERT INTO app_user (id, name, login, groups_observed_at) VALUES (uuidv7(), 'Bench', 'bench', now()) RETURNING id),
     member AS (
       INSERT INTO user_group (user_id, "group", observed_at) SELECT id, 'bench/engineers', now() FROM person)
     INSERT INTO session (id, session_token, user_id, expires)
     SELECT uuidv7(), $1, id, now() + interval '1 day' FROM person`,
    [hashSecret(sessionToken)],
  )
  return {
    token,
    toCookie: (portalUrl) => `${toCookieNames(portalUrl).sessionToken}=${sessionToken}`,
  }
}
