import 'server-only'
import { getDb } from '#lib/core/db.ts'
import { HostingError } from '#lib/hosting/failure.ts'
import { getKeyring } from './keyring.ts'
import { registerSecrets } from './register-secrets.ts'
import { type CredentialOf, type CredentialPlatform, credentialSchemas } from './schemas.ts'
import { openRow, sealedSelect } from './store.ts'

/**
 * The one way to a stored secret, for adapters alone: null when nothing is stored. What it gives out is masked in
 * every later log line. Throws `HostingError` `not_configured` when it is stored and cannot be opened.
 */
export async function readCredential<P extends CredentialPlatform>(
  platform: P,
  account: string,
): Promise<CredentialOf<P> | null> {
  const where = { platform_account: { platform, account } }
  const row = await getDb().credential.findUnique({ where, select: sealedSelect })
  if (!row) return null
  const opened = openRow(row, getKeyring())
  if (opened.state !== 'usable') {
    throw new HostingError(
      'not_configured',
      sentences[opened.state](platform, account, row.keyId),
      {
        details: { platform, account, keyId: row.keyId },
      },
    )
  }
  // Safe because the schema was picked by the platform.
  const credential = credentialSchemas[platform].parse(JSON.parse(opened.text)) as CredentialOf<P>
  registerSecrets(credential)
  return credential
}

const sentences = {
  key_missing: (platform: string, account: string, keyId: string) =>
    `The credential for ${platform}, account "${account}", is encrypted with the key "${keyId}", which LEITSTAND_ENCRYPTION_KEYS lacks. Add the key, or set the credential again.`,
  damaged: (platform: string, account: string) =>
    `The credential for ${platform}, account "${account}", was changed or moved in the database. Set it again.`,
} as const
