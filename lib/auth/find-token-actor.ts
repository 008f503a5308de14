import { z } from 'zod'
import type { Actor } from '#lib/core/context.ts'
import { getPool } from '#lib/core/db.ts'
import { roles } from '#lib/core/permissions.ts'
import { hashSecret, isApiTokenText } from './api-token-format.ts'
import { tokenScopeSchema } from './schemas.ts'

const rowSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(roles),
  scope: tokenScopeSchema.nullable(),
  isUseUnrecorded: z.boolean(),
})

const select = `SELECT id, name, role, scope,
    last_used_at IS NULL OR last_used_at < now() - interval '1 minute' AS "isUseUnrecorded"
  FROM api_token
  WHERE hash = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())`

// The condition is repeated so that of many calls at once one writes.
const recordUse = `UPDATE api_token SET last_used_at = now()
  WHERE id = $1::uuid AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')`

/** The API token an `Authorization` header carries; null for anything else, however malformed. */
export async function findTokenActor(authorization: string): Promise<Actor | null> {
  const [, text = ''] = /^bearer +(\S+)$/i.exec(authorization) ?? []
  if (!isApiTokenText(text)) return null
  const { rows } = await getPool().query(select, [hashSecret(text)])
  if (rows.length === 0) return null
  const { id, name, role, scope, isUseUnrecorded } = rowSchema.parse(rows[0])
  if (isUseUnrecorded) await getPool().query(recordUse, [id])
  return { kind: 'token', id, name, grants: [{ role, scope: scope ?? 'all' }] }
}
