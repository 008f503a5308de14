import { registerSecret } from '#lib/core/redact.ts'

const publicFields: ReadonlySet<string> = new Set(['roleArn', 'externalId'])

/** Makes the log mask every secret part of a credential from now on. */
export function registerSecrets(credential: Readonly<Record<string, string | undefined>>): void {
  for (const [field, value] of Object.entries(credential)) {
    if (publicFields.has(field)) continue
    registerSecret(value)
    registerSecret(value?.trim())
  }
}
