import { cloudFrontTarget } from './aws-cloudfront/target.ts'
import { cloudWatchTarget } from './aws-cloudwatch/target.ts'
import { codePipelineTarget } from './aws-codepipeline/target.ts'
import { ecsTarget } from './aws-ecs/target.ts'
import { elasticBeanstalkTarget } from './aws-elastic-beanstalk/target.ts'
import { rdsTarget } from './aws-rds/target.ts'
import { s3Target } from './aws-s3/target.ts'
import { secretsManagerTarget } from './aws-secrets-manager/target.ts'
import { defineKind, type PlatformKind } from './define-kind.ts'
import { appPlatformTarget } from './digitalocean-app-platform/target.ts'
import { databaseTarget } from './digitalocean-database/target.ts'
import type { HostingKind, SourceKind } from './port.ts'
import { sentryTarget } from './sentry/target.ts'
import { singleHostTarget } from './single-host/target.ts'
import { supabaseTarget } from './supabase/target.ts'
import { uptimeRobotTarget } from './uptimerobot/target.ts'
import { vercelTarget } from './vercel/target.ts'

/**
 * Every kind of platform and source the portal can speak to; a new one is a line here, its folder beside this file:
 *
 *     'aws-ecs': defineKind({
 *       platform: 'aws',
 *       endpoint: 'AWS_ENDPOINT_URL',
 *       members: ['releases', 'rollback', 'scaling'],
 *       target: ecsTarget,
 *       load: async () => (await import('./aws-ecs/index.ts')).createEcsAdapter,
 *     }),
 */
const kinds: Partial<Record<HostingKind | SourceKind, PlatformKind>> = {
  'aws-elastic-beanstalk': defineKind({
    platform: 'aws',
    endpoint: 'AWS_ENDPOINT_URL',
    members: ['releases', 'rollback', 'configuration', 'facts'],
    calls: { access: 6, release: 3, 'rollback-targets': 2, facts: 1, settings: 1 },
    target: elasticBeanstalkTarget,
    load: async () =>
      (await import('./aws-elastic-beanstalk/index.ts')).createElasticBeanstalkAdapter,
  }),
  'aws-ecs': defineKind({
    platform: 'aws',
    endpoint: 'AWS_ENDPOINT_URL',
    members: ['releases', 'rollback', 'scaling', 'configuration', 'facts'],
    calls: {
      access: 8,
      release: (components) => 1 + 2 * components,
      'rollback-targets': (components) => 13 * components,
      facts: 1,
      settings: (components) => 2 * components,
    },
    target: ecsTarget,
    load: async () => (await import('./aws-ecs/index.ts')).createEcsAdapter,
  }),
  'aws-codepipeline': defineKind({
    platform: 'aws',
    endpoint: 'AWS_ENDPOINT_URL',
    members: ['facts'],
    calls: { access: 2, facts: 1 },
    target: codePipelineTarget,
    load: async () => (await import('./aws-codepipeline/index.ts')).createCodePipelineAdapter,
  }),
  // hosting: aws-elastic-beanstalk, aws-ecs
  // sources: aws-codepipeline
  'single-host': defineKind({
    platform: 'single-host',
    endpoint: null,
    members: ['releases', 'processes', 'logs', 'backups', 'configuration', 'facts'],
    calls: {
      access: (components) => 5 + 2 * components,
      release: 5,
      facts: 2,
      backups: 2,
      settings: (components) => 2 * components,
    },
    target: singleHostTarget,
    load: async () => (await import('./single-host/index.ts')).createSingleHostAdapter,
  }),
  'aws-rds': defineKind({
    platform: 'aws',
    endpoint: 'AWS_ENDPOINT_URL',
    members: ['backups', 'facts'],
    calls: { access: 5, facts: 1, backups: 3 },
    target: rdsTarget,
    load: async () => (await import('./aws-rds/index.ts')).createRdsAdapter,
  }),
  'aws-s3': defineKind({
    platform: 'aws',
    endpoint: 'AWS_ENDPOINT_URL',
    members: ['backups', 'facts'],
    calls: { access: 5, facts: 3, backups: 1 },
    target: s3Target,
    load: async () => (await import('./aws-s3/index.ts')).createS3Adapter,
  }),
  'aws-cloudfront': defineKind({
    platform: 'aws',
    endpoint: 'AWS_ENDPOINT_URL',
    members: ['facts'],
    calls: { access: 4, facts: 2 },
    target: cloudFrontTarget,
    load: async () => (await import('./aws-cloudfront/index.ts')).createCloudFrontAdapter,
  }),
  'aws-secrets-manager': defineKind({
    platform: 'aws',
    endpoint: 'AWS_ENDPOINT_URL',
    members: ['configuration'],
    calls: { access: 2, settings: 1 },
    target: secretsManagerTarget,
    load: async () => (await import('./aws-secrets-manager/index.ts')).createSecretsManagerAdapter,
  }),
  'aws-cloudwatch': defineKind({
    platform: 'aws',
    endpoint: 'AWS_ENDPOINT_URL',
    members: ['logs', 'facts'],
    tellsLogRetention: true,
    calls: { access: 8, facts: 1, 'log-retention': 1 },
    target: cloudWatchTarget,
    load: async () => (await import('./aws-cloudwatch/index.ts')).createCloudWatchAdapter,
  }),
  'digitalocean-app-platform': defineKind({
    platform: 'digitalocean',
    endpoint: 'DIGITALOCEAN_API_URL',
    members: ['releases', 'rollback', 'scaling', 'logs', 'configuration', 'facts'],
    calls: { access: 3, release: 2, 'rollback-targets': 2, facts: 1, settings: 1 },
    target: appPlatformTarget,
    load: async () =>
      (await import('./digitalocean-app-platform/index.ts')).createAppPlatformAdapter,
  }),
  'digitalocean-database': defineKind({
    platform: 'digitalocean',
    endpoint: 'DIGITALOCEAN_API_URL',
    members: ['backups', 'facts'],
    calls: { access: 1, facts: 2, backups: 2 },
    target: databaseTarget,
    load: async () => (await import('./digitalocean-database/index.ts')).createDatabaseAdapter,
  }),
  vercel: defineKind({
    platform: 'vercel',
    endpoint: 'VERCEL_API_URL',
    members: ['releases', 'rollback', 'logs', 'configuration', 'facts'],
    calls: { access: 5, release: 3, 'rollback-targets': 2, facts: 4, settings: 1 },
    target: vercelTarget,
    load: async () => (await import('./vercel/index.ts')).createVercelAdapter,
  }),
  supabase: defineKind({
    platform: 'supabase',
    endpoint: 'SUPABASE_API_URL',
    members: ['backups', 'facts'],
    calls: { access: 2, facts: 2, backups: 1 },
    target: supabaseTarget,
    load: async () => (await import('./supabase/index.ts')).createSupabaseAdapter,
  }),
  uptimerobot: defineKind({
    platform: 'uptimerobot',
    endpoint: 'UPTIMEROBOT_API_URL',
    members: ['facts'],
    calls: { access: 1, facts: 1 },
    target: uptimeRobotTarget,
    load: async () => (await import('./uptimerobot/index.ts')).createUptimeRobotAdapter,
  }),
  sentry: defineKind({
    platform: 'sentry',
    endpoint: 'SENTRY_API_URL',
    members: ['facts'],
    calls: { access: 2, facts: 1 },
    target: sentryTarget,
    load: async () => (await import('./sentry/index.ts')).createSentryAdapter,
  }),
}

/** Null for a kind the portal cannot ask. */
export function findKind(kind: string): PlatformKind | null {
  return Object.hasOwn(kinds, kind) ? (kinds[kind as HostingKind | SourceKind] ?? null) : null
}
