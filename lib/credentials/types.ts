import { z } from 'zod'
import { hostingFailures } from '#lib/hosting/failure.ts'
import { credentialPlatforms } from './schemas.ts'
import { credentialStates } from './vocabulary.ts'

const time = z.iso.datetime()
const place = z.object({ slug: z.string(), name: z.string() })
const platform = z.enum(credentialPlatforms)

/** A stage that needs a credential, and what of it asks with it. */
export const credentialUseSchema = z.object({
  system: place,
  stage: place,
  /** `platform`, `vercel`, slugs of sources and logs. */
  sources: z.array(z.string()),
})

/** What may be known of a stored credential. The secret is not among it and never will be. */
export const storedCredentialSchema = z.object({
  platform,
  account: z.string(),
  /** Last four characters, a role's ARN, a key's fingerprint; null for the portal's own identity. */
  hint: z.string().nullable(),
  state: z.enum(credentialStates),
  /** The key of the settings it is encrypted with. */
  keyId: z.string(),
  createdAt: time,
  updatedAt: time,
  updatedBy: z.string(),
  usedBy: z.array(credentialUseSchema),
})

/** An account that catalog files name and nothing is stored for. */
export const neededCredentialSchema = z.object({
  platform,
  account: z.string(),
  usedBy: z.array(credentialUseSchema),
})

export const credentialListSchema = z.object({
  credentials: z.array(storedCredentialSchema),
  needed: z.array(neededCredentialSchema),
})

export type CredentialUseDto = z.infer<typeof credentialUseSchema>
export type StoredCredentialDto = z.infer<typeof storedCredentialSchema>
export type NeededCredentialDto = z.infer<typeof neededCredentialSchema>
export type CredentialListDto = z.infer<typeof credentialListSchema>

const checkSchema = z.object({
  permission: z.string(),
  capability: z.string(),
  state: z.enum(['granted', 'denied', 'unknown']),
  detail: z.string().nullable(),
})

/** `AccessReport` of the hosting port as it is stored. */
export const accessReportSchema = z.object({
  identity: z.string().nullable(),
  checks: z.array(checkSchema),
  policy: z.object({ language: z.enum(['json', 'yaml', 'text']), text: z.string() }).nullable(),
})

/** `HostingError` as it is stored. */
export const accessFailureSchema = z.object({
  failure: z.enum(hostingFailures),
  message: z.string(),
  permission: z.string().nullish(),
  identity: z.string().nullish(),
  /** First of the attempts in a row that failed. */
  since: z.string().nullish(),
})

/** What one source of a stage lets the portal do. */
export const accessEntrySchema = z.object({
  system: place,
  stage: place,
  /** `platform`, `vercel`, or the slug of a source or log. */
  source: z.string(),
  /** What it is, e.g. `aws-rds`. */
  kind: z.string(),
  platform: platform.nullable(),
  account: z.string(),
  /** Newest good answer; null when there never was one. */
  report: accessReportSchema.nullable(),
  observedAt: time.nullable(),
  /** Past its time to live: what it says counts as unknown. */
  isStale: z.boolean(),
  attemptedAt: time.nullable(),
  /** Why the newest attempt failed; null when it succeeded or was not made yet. */
  failure: accessFailureSchema.nullable(),
})

export type AccessReportDto = z.infer<typeof accessReportSchema>
export type AccessCheckDto = z.infer<typeof checkSchema>
export type AccessFailureDto = z.infer<typeof accessFailureSchema>
export type AccessEntryDto = z.infer<typeof accessEntrySchema>
