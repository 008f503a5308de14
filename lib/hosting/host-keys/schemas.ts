import { z } from 'zod'

/** As `ssh-keygen -l` prints it. */
export const fingerprintSchema = z
  .string()
  .regex(/^SHA256:[A-Za-z0-9+/]{43}$/, 'must look like SHA256:… as ssh-keygen -l prints it')

export const HostKeyAddress = z.strictObject({
  host: z
    .string()
    .max(253)
    .regex(/^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|[0-9A-Fa-f:]+)$/, 'is not a host')
    .toLowerCase(),
  port: z.int().min(1).max(65_535).default(22),
})

export const TrustHostKeyInput = HostKeyAddress.extend({
  fingerprint: fingerprintSchema,
  replaces: fingerprintSchema
    .nullable()
    .optional()
    .describe('The key it was trusted by when this was decided; another one by now is a conflict'),
})

export type HostKeyAddress = z.input<typeof HostKeyAddress>
export type TrustHostKeyInput = z.input<typeof TrustHostKeyInput>

export const hostKeySchema = z.object({
  host: z.string(),
  port: z.int(),
  fingerprint: z.string(),
  pinnedBy: z.string(),
  pinnedAt: z.iso.datetime(),
})

/** The key a host shows now, beside the one it is trusted by. Reading it trusts nothing. */
export const offeredHostKeySchema = z.object({
  host: z.string(),
  port: z.int(),
  offered: z.string().describe('Fingerprint of the key that the host shows'),
  pinned: hostKeySchema.nullable().describe('Null while nobody trusted the host'),
})

const place = z.object({ slug: z.string(), name: z.string() })

/** A host that stages run on, or that is trusted without any. */
export const hostSchema = z.object({
  host: z.string(),
  port: z.int(),
  pinned: hostKeySchema.nullable().describe('Null while nobody trusted the host'),
  usedBy: z.array(z.object({ system: place, stage: place })),
  refusedSince: z.iso
    .datetime()
    .nullable()
    .describe('Since when the host shows another key than the one it is trusted by'),
})

export type OfferedHostKeyDto = z.infer<typeof offeredHostKeySchema>
export type HostDto = z.infer<typeof hostSchema>
export type HostKeyDto = z.infer<typeof hostKeySchema>
