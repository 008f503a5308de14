import { z } from 'zod'
import { blankChoices } from './vocabulary.ts'

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

/** One account of one platform. */
export const CredentialAddress = z.strictObject({
  platform: z.enum(credentialPlatforms),
  /** As catalog files name it. */
  account: z
    .string()
    .max(255, 'must have at most 255 characters')
    .regex(/^[A-Za-z0-9][A-Za-z0-9 ._-]*$/, 'may hold letters, digits, blanks and ._-'),
})

export type CredentialAddress = z.output<typeof CredentialAddress>

export const SetCredentialInput = z.strictObject({
  /** The fields of the platform: `token`; `privateKey`, `passphrase`; `accessKeyId`, `secretAccessKey`, `roleArn`, `externalId`. */
  credential: z.record(z.string(), z.unknown()),
  /** Needed where a value starts or ends with a blank or line break. */
  blanks: z.enum(blankChoices).optional(),
})

export type SetCredentialInput = z.output<typeof SetCredentialInput>

/** Which access reports to renew; without fields all of them. */
export const CheckAccessInput = z.strictObject({
  system: z.string().max(63).optional(),
  /** Needs `system`. */
  stage: z.string().max(63).optional(),
  source: z.string().max(63).optional(),
})

export type CheckAccessInput = z.output<typeof CheckAccessInput>
