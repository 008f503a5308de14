import type { OAuthConfig } from 'next-auth/providers/oauth'
import type { Env } from '#lib/core/env.ts'
import { type GitHubProfile, readGitHubProfile } from './read-github-profile.ts'

/** Sign-in with GitHub, an Enterprise Server or the sandbox: the same code, only the addresses differ. Null when not set up. */
export function toGitHubProvider(env: Env): OAuthConfig<GitHubProfile> | null {
  const { GITHUB_OAUTH_CLIENT_ID: clientId, GITHUB_OAUTH_CLIENT_SECRET: clientSecret } = env
  if (!clientId || !clientSecret) return null
  const web = env.GITHUB_WEB_URL.replace(/\/$/, '')
  return {
    id: 'github',
    name: 'GitHub',
    type: 'oauth',
    issuer: `${web}/login/oauth`,
    authorization: {
      url: `${web}/login/oauth/authorize`,
      params: { scope: 'read:user user:email' },
    },
    token: `${web}/login/oauth/access_token`,
    userinfo: {
      request: ({ tokens }) => readGitHubProfile(env.GITHUB_API_URL, tokens.access_token),
    },
    checks: ['pkce', 'state'],
    clientId,
    clientSecret,
    profile: ({ id, login, name, email }) => ({
      id: String(id),
      name: name ?? login,
      email: email ?? null,
      login,
    }),
  }
}
