import { z } from 'zod'
import { unavailable } from '#lib/core/errors.ts'

const timeoutMs = 8_000

export interface GitHubProfile {
  /** Who this is, for good: logins can be renamed and registered again by somebody else. */
  readonly id: number
  readonly login: string
  readonly name?: string
  /** Primary address that GitHub verified; absent for accounts without one. */
  readonly email?: string
}

const userSchema = z.object({
  id: z.number().int().positive(),
  login: z.string().min(1).max(100),
  name: z.string().nullish(),
})
const emailsSchema = z.array(
  z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }),
)

/** Who just signed in, asked with their own token, which is used for nothing else and not stored. */
export async function readGitHubProfile(
  apiUrl: string,
  accessToken: string | undefined,
): Promise<GitHubProfile> {
  const get = (path: string) => fetchJson(`${apiUrl.replace(/\/$/, '')}${path}`, accessToken ?? '')
  const user = userSchema.parse(await get('/user'))
  return { ...user, name: user.name || undefined, email: await readVerifiedEmail(get) }
}

// An account may have no address, or the client no right to read it; neither keeps anybody out.
async function readVerifiedEmail(
  get: (path: string) => Promise<unknown>,
): Promise<string | undefined> {
  const emails = emailsSchema.safeParse(await get('/user/emails').catch(() => []))
  const primary = emails.data?.find(({ primary, verified }) => primary && verified)?.email
  return z.email().safeParse(primary).data
}

async function fetchJson(url: string, accessToken: string): Promise<unknown> {
  const response = await fetch(url, {
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${accessToken}`,
      'user-agent': 'leitstand',
    },
    // A redirect could carry the token to another host.
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  })
  if (!response.ok)
    throw unavailable(`GitHub answered ${response.status} when asked who signed in.`)
  return response.json()
}
