import { getEnv } from '#lib/core/env.ts'

export interface SignInProvider {
  readonly id: 'github' | 'oidc'
  readonly name: string
  /** Settings without which people cannot sign in with it; empty when it is ready. */
  readonly missing: readonly string[]
}

/** The ways to sign in, those that are set up first; what the others lack is named so that an operator can add it. */
export function listSignInProviders(): readonly SignInProvider[] {
  const env = getEnv()
  const lacking = (names: readonly (keyof typeof env)[]) => names.filter((name) => !env[name])
  const providers: readonly SignInProvider[] = [
    {
      id: 'github',
      name: 'GitHub',
      missing: lacking(['GITHUB_OAUTH_CLIENT_ID', 'GITHUB_OAUTH_CLIENT_SECRET']),
    },
    { id: 'oidc', name: env.OIDC_NAME, missing: lacking(['OIDC_ISSUER', 'OIDC_CLIENT_ID']) },
  ]
  return providers.toSorted((a, b) => a.missing.length - b.missing.length)
}
