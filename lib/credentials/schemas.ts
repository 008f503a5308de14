import { z } from 'zod'

export const credentialPlatforms = [
  'aws',
  'digitalocean',
  'vercel',
  'single-host',
  'supabase',
  'uptimerobot',
  'sentry',
] as const

export type CredentialPlatform = (typeof credentialPlatforms)[number]

/** Account that is meant when a catalog file names none. */
export const defaultAccount = 'default'

const secret = z.string().min(1).max(20_000)

const awsSchema = z.strictObject({
  /** Without keys the portal's own identity is used: environment, profile, task or instance role. */
  accessKeyId: z.string().max(128).optional(),
  secretAccessKey: secret.optional(),
  /** Role to assume; without it the keys are used as they are. */
  roleArn: z.string().max(2_048).optional(),
  externalId: z.string().max(1_224).optional(),
})

const tokenSchema = z.strictObject({ token: secret })

const singleHostSchema = z.strictObject({
  /** OpenSSH or PEM text. */
  privateKey: secret,
  passphrase: secret.optional(),
})

/** What is stored for each platform, decrypted. Never leaves the server. */
export const credentialSchemas = {
  aws: awsSchema,
  digitalocean: tokenSchema,
  vercel: tokenSchema,
  'single-host': singleHostSchema,
  supabase: tokenSchema,
  uptimerobot: tokenSchema,
  sentry: tokenSchema,
} as const satisfies Record<CredentialPlatform, z.ZodType>

export type CredentialOf<P extends CredentialPlatform> = z.output<(typeof credentialSchemas)[P]>

/** Decrypts what is stored for an account; null when nothing is. */
export type ReadCredential = <P extends CredentialPlatform>(
  platform: P,
  account: string,
) => Promise<CredentialOf<P> | null>
