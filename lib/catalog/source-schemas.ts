import { z } from 'zod'
import { named, slug } from './fields.ts'
import { accountAlias, platformName, region } from './hosting-schemas.ts'

const identified = { slug: slug.describe('Name of the source within its stage'), accountAlias }
const bucket = named(/^[a-z0-9][a-z0-9.-]*$/, 'platform_name', 63)

/** A service beside the hosting platform that knows more about a stage. */
export const sourceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('aws-rds'), ...identified, region, instance: platformName }),
  z.strictObject({ kind: z.literal('aws-s3'), ...identified, region, bucket }),
  z.strictObject({
    kind: z.literal('aws-cloudfront'),
    ...identified,
    distributionId: platformName,
  }),
  z.strictObject({
    kind: z.literal('aws-secrets-manager'),
    ...identified,
    region,
    prefix: named(/^[A-Za-z0-9/_+=.@-]+$/, 'platform_name').describe('Start of the secrets’ names'),
  }),
  z.strictObject({
    kind: z.literal('aws-codepipeline'),
    ...identified,
    region,
    pipeline: platformName,
  }),
  z.strictObject({
    kind: z.literal('digitalocean-database'),
    ...identified,
    cluster: platformName,
  }),
  z.strictObject({ kind: z.literal('supabase'), ...identified, project: platformName }),
  z.strictObject({ kind: z.literal('uptimerobot'), ...identified, monitor: platformName }),
  z.strictObject({
    kind: z.literal('sentry'),
    ...identified,
    organization: platformName,
    project: platformName,
    environment: platformName.optional(),
  }),
])

export type CatalogSource = z.output<typeof sourceSchema>
