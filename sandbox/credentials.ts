import { createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { findJson, writeAtomically, writeJson } from './files.ts'

const Secrets = z.strictObject({
  clientId: z.string(),
  clientSecret: z.string(),
  webhookSecret: z.string(),
})

export interface Credentials extends z.infer<typeof Secrets> {
  readonly app: { readonly privateKeyFile: string; readonly publicKey: string }
}

/** The secrets that product and GitHub stand-in share, made up once for each sandbox. */
export function openCredentials(folder: string): Credentials {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const privateKeyFile = join(folder, 'app-private-key.pem')
  if (!existsSync(privateKeyFile)) writeAtomically(privateKeyFile, createAppKey(), 0o600)
  const publicKey = createPublicKey(readFileSync(privateKeyFile))
  return {
    ...openSecrets(join(folder, 'secrets.json')),
    app: {
      privateKeyFile,
      publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    },
  }
}

function openSecrets(file: string) {
  const existing = findJson(file)
  if (existing !== null) return Secrets.parse(existing)
  const secrets = {
    clientId: `Iv1.${randomBytes(8).toString('hex')}`,
    clientSecret: randomBytes(20).toString('hex'),
    webhookSecret: randomBytes(20).toString('hex'),
  }
  writeJson(file, secrets, 0o600)
  return secrets
}

// GitHub hands out App keys as RSA in PKCS#1.
function createAppKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()
}
