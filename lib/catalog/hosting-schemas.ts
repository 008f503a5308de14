import { z } from 'zod'
import { count, host, listOf, named, port, slug } from './fields.ts'

export const platformName = named(/^[A-Za-z0-9][A-Za-z0-9 ._-]*$/, 'platform_name')
export const region = named(/^[a-z0-9-]+$/, 'platform_name', 40)
const unitName = named(/^[A-Za-z0-9][A-Za-z0-9:_.@-]*$/, 'unit_name')
export const absolutePath = named(/^\/(?!.*\.\.)[A-Za-z0-9._/-]*$/, 'path', 1_000)

export const accountAlias = platformName
  .optional()
  .describe('Which account of the platform, as named in the settings; `default` when left out')

const vercelProject = {
  project: platformName.describe('Project on Vercel'),
  team: platformName.optional().describe('Team that owns the project'),
  accountAlias,
}

/** A frontend that lives on Vercel while the rest of the stage runs elsewhere. */
const vercel = z
  .strictObject({ ...vercelProject, components: listOf(slug, 20, 1) })
  .optional()
  .describe('The components of this stage that run on Vercel')

const singleHostTarget = z.strictObject({
  host: host.describe('Host name or address that SSH connects to'),
  user: named(/^[a-z_][a-z0-9_-]*$/, 'user_name', 32).optional(),
  port: port.optional().describe('SSH port, 22 when left out'),
  services: z
    .record(slug, z.strictObject({ systemd: unitName.optional(), container: unitName.optional() }))
    .optional()
    .describe('Component slug to its systemd unit or container name'),
  repository: absolutePath.optional().describe('Folder of the checkout or release that runs'),
  accountAlias,
  dataPaths: listOf(absolutePath, 20).optional().describe('Folders whose content must survive'),
  backupUnit: unitName
    .optional()
    .describe('Unit that makes a backup when it is started; the portal may start it'),
  databaseUnit: unitName
    .optional()
    .describe('Unit of the database; runs of spikes may restart it outside production'),
  vercel,
})

const elasticBeanstalkTarget = z.strictObject({
  region,
  application: platformName,
  environment: platformName,
  components: listOf(slug, 20, 1)
    .optional()
    .describe('The components the environment runs; all of the system when left out'),
  bucket: platformName.optional().describe('S3 bucket of the static assets'),
  distributionId: platformName
    .optional()
    .describe('CloudFront distribution in front of the bucket'),
  accountAlias,
  vercel,
})

const ecsTarget = z.strictObject({
  region,
  cluster: platformName,
  services: z.record(slug, platformName).optional().describe('Component slug to its ECS service'),
  accountAlias,
  vercel,
})

const appPlatformTarget = z.strictObject({
  appId: platformName.optional(),
  appName: platformName.optional(),
  region,
  accountAlias,
  components: z
    .record(slug, z.strictObject({ size: platformName, instanceCount: count(1, 250) }))
    .optional()
    .describe('Component slug to its instance size and count'),
  vercel,
})

const vercelTarget = z.strictObject(vercelProject)

/** Where a stage runs: the platform, and its address there. */
export const hostingSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('single-host'), target: singleHostTarget }),
  z.strictObject({ kind: z.literal('aws-elastic-beanstalk'), target: elasticBeanstalkTarget }),
  z.strictObject({ kind: z.literal('aws-ecs'), target: ecsTarget }),
  z.strictObject({ kind: z.literal('digitalocean-app-platform'), target: appPlatformTarget }),
  z.strictObject({ kind: z.literal('vercel'), target: vercelTarget }),
])

export type Hosting = z.infer<typeof hostingSchema>
