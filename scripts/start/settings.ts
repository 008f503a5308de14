import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from '#lib/core/env.ts'
import { SettingsError } from '#lib/core/errors.ts'
import { checkout } from '#scripts/lib/checkout.ts'
import { Problem } from '#scripts/lib/problem.ts'
import type { Home } from './home.ts'
import type { Environment, Settings } from './portal.ts'
import { createEncryptionKey, getOrCreateSecret } from './secrets.ts'

/** Any of these means that somebody connects real services. */
const connectingSettings = [
  'GITHUB_APP_ID',
  'GITHUB_TOKEN',
  'GITHUB_OAUTH_CLIENT_ID',
  'OIDC_ISSUER',
  'CATALOG_SOURCES',
]

/** Stands for the address of the embedded database until that is known. */
const embeddedPlaceholder = 'postgresql://embedded'

/** Adds the variables of `.env` that are not set already. */
export function loadSettingsFile(): void {
  const file = join(checkout, '.env')
  if (existsSync(file)) process.loadEnvFile(file)
}

export function usesEmbeddedDatabase(): boolean {
  return !process.env.DATABASE_URL
}

export function usesSandbox(): boolean {
  return connectingSettings.every((name) => !process.env[name])
}

/**
 * The settings as far as they are known before anything runs. Throws a problem that names every wrong
 * or missing one, so that nothing is started for them.
 */
export function readSettings(home: Home, port: number): Environment {
  const own = usesEmbeddedDatabase() || usesSandbox()
  const settings: Environment = {
    ...process.env,
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    NEXTAUTH_URL: process.env.NEXTAUTH_URL || `http://127.0.0.1:${port}`,
    ...(own ? createOwnSecrets(home) : {}),
  }
  requireSettings({ ...settings, DATABASE_URL: settings.DATABASE_URL || embeddedPlaceholder })
  return settings
}

export function requireSettings(settings: Settings): void {
  try {
    parseEnv(settings)
  } catch (error) {
    if (error instanceof SettingsError) throw new Problem(error.message)
    throw error
  }
}

function createOwnSecrets(home: Home): Settings {
  const own = (name: string, create?: () => string) =>
    process.env[name] || getOrCreateSecret(home, name.toLowerCase().replaceAll('_', '-'), create)
  return {
    NEXTAUTH_SECRET: own('NEXTAUTH_SECRET'),
    LEITSTAND_SECRET: own('LEITSTAND_SECRET'),
    LEITSTAND_ENCRYPTION_KEYS: own('LEITSTAND_ENCRYPTION_KEYS', createEncryptionKey),
  }
}
