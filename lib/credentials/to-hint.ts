import { toKeyFingerprint } from './private-key-fault.ts'
import type { CredentialOf, CredentialPlatform } from './schemas.ts'

type ToHint<P extends CredentialPlatform> = (credential: CredentialOf<P>) => string

const hints: { readonly [P in CredentialPlatform]: ToHint<P> } = {
  aws: ({ roleArn, accessKeyId }) => roleArn ?? (accessKeyId ? toLastFour(accessKeyId) : ''),
  digitalocean: ({ token }) => toLastFour(token),
  vercel: ({ token }) => toLastFour(token),
  'single-host': ({ privateKey, passphrase }) => toKeyFingerprint(privateKey, passphrase),
  supabase: ({ token }) => toLastFour(token),
  uptimerobot: ({ token }) => toLastFour(token),
  sentry: ({ token }) => toLastFour(token),
}

/** What may be shown of a credential so that people recognise it; empty for the portal's own identity. */
export function toHint<P extends CredentialPlatform>(platform: P, credential: CredentialOf<P>) {
  return hints[platform](credential)
}

/** Of a short text four characters would be too much to tell. */
function toLastFour(text: string): string {
  return text.length < 16 ? '…' : `…${text.slice(-4)}`
}
