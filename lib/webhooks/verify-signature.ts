import { verify } from '@octokit/webhooks-methods'

/** Secrets that are valid now: during a rotation the setting holds the new one and the old one. */
export function parseSecrets(setting: string | undefined): readonly string[] {
  return (setting ?? '')
    .split(',')
    .map((secret) => secret.trim())
    .filter(Boolean)
}

/** Whether one of the secrets signed exactly these bytes. A missing or odd signature is simply not valid. */
export async function hasValidSignature(
  body: string,
  signature: string | null,
  secrets: readonly string[],
): Promise<boolean> {
  if (!signature?.startsWith('sha256=')) return false
  for (const secret of secrets) {
    if (await verify(secret, body, signature).catch(() => false)) return true
  }
  return false
}
