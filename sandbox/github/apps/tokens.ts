import { randomBytes } from 'node:crypto'
import { toTimestamp } from '../timestamp.ts'
import type { World } from '../world.ts'

const installationTokenMs = 3_600_000

export interface IssuedToken {
  readonly token: string
  readonly expiresAt: string
}

/** In the long, stateless form: `ghs_{app}_{jwt}`. */
export function issueInstallationToken(world: World): IssuedToken {
  const segment = (sizeBytes: number) => randomBytes(sizeBytes).toString('base64url')
  const token = `ghs_${world.options.app.id}_${segment(27)}.${segment(240)}.${segment(64)}`
  const expiresAt = toTimestamp(new Date(world.now().getTime() + installationTokenMs))
  removeExpiredTokens(world)
  world.store.tokens.insert({ token, login: null, expiresAt })
  return { token, expiresAt }
}

export function issueUserToken(world: World, login: string): string {
  const token = `gho_${randomBytes(27).toString('base64url').replaceAll(/[-_]/g, 'x')}`
  world.store.tokens.insert({ token, login, expiresAt: null })
  return token
}

function removeExpiredTokens(world: World) {
  const now = toTimestamp(world.now())
  const expired = world.store.tokens.list(({ expiresAt }) => expiresAt !== null && expiresAt < now)
  for (const { id } of expired) world.store.tokens.remove(id)
}
