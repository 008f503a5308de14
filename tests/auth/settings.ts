import { afterAll, beforeAll } from 'vitest'
import { IdentityProvider } from './identity-provider.ts'

export const portalUrl = 'http://127.0.0.1:4321'

export const roleMapping = [
  'acme/viewers=viewer',
  'acme/engineers=engineer',
  'acme/leads=lead',
  'acme/admins=admin',
  'acme/circle=engineer@team:circle',
].join(';')

/** Settings of a portal whose people sign in at an identity provider of this test file. */
export function provideIdentities(settings: Readonly<Record<string, string>> = {}) {
  const provider = new IdentityProvider()
  beforeAll(async () => {
    await provider.start()
    Object.assign(process.env, {
      LOG_LEVEL: 'silent',
      NEXTAUTH_URL: portalUrl,
      GITHUB_WEB_URL: provider.url,
      GITHUB_API_URL: `${provider.url}/api`,
      GITHUB_TOKEN: 'ghp_of_the_portal_0123456789',
      GITHUB_OAUTH_CLIENT_ID: 'portal',
      GITHUB_OAUTH_CLIENT_SECRET: 'secret-of-the-portal',
      OIDC_ISSUER: `${provider.url}/oidc`,
      OIDC_CLIENT_ID: 'portal',
      OIDC_CLIENT_SECRET: 'secret-of-the-portal',
      ROLE_MAPPING: roleMapping,
      ...settings,
    })
  })
  afterAll(() => provider.stop())
  return provider
}
