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

export const TrustHostKeyInput = HostKeyAddress.extend({ fingerprint: fingerprintSchema })

export type TrustHostKeyInput = z.input<typeof TrustHostKeyInput>

export const hostKeySchema = z.object({
  host: z.string(),
  port: z.int(),
  fingerprint: z.string(),
  pinnedBy: z.string(),
  pinnedAt: z.iso.datetime(),
})

export type HostKeyDto = z.infer<typeof hostKeySchema>
