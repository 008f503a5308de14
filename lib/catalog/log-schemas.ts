import { z } from 'zod'
import { named, slug } from './fields.ts'
import { accountAlias, region } from './hosting-schemas.ts'

/** Logs that the hosting platform itself does not keep; its own are always read. */
export const logSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('aws-cloudwatch'),
    slug,
    region,
    accountAlias,
    // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html
    group: named(/^[.\-_/#A-Za-z0-9]+$/, 'platform_name', 512).describe('Name of the log group'),
    component: slug.optional().describe('The component whose lines these are'),
  }),
  z.strictObject({
    kind: z.literal('push'),
    slug,
    component: slug.optional().describe('Component of lines that name no service of their own'),
  }),
])

export type CatalogLog = z.output<typeof logSchema>
