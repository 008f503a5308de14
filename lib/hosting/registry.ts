import { cloudFrontTarget } from './aws-cloudfront/target.ts'
import { cloudWatchTarget } from './aws-cloudwatch/target.ts'
import { rdsTarget } from './aws-rds/target.ts'
import { s3Target } from './aws-s3/target.ts'
import { secretsManagerTarget } from './aws-secrets-manager/target.ts'
import { defineKind, type PlatformKind } from './define-kind.ts'
import type { HostingKind, SourceKind } from './port.ts'
import { singleHostTarget } from './single-host/target.ts'

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
  // hosting: aws-elastic-beanstalk, aws-ecs, digitalocean-app-platform, vercel
  // sources: aws-codepipeline, digitalocean-database, supabase, uptimerobot, sentry
  'single-host': defineKind({
    platform: 'single-host',
    endpoint: null,
    members: ['releases', 'logs', 'backups', 'configuration', 'facts'],
    target: singleHostTarget,
    load: async () => (await import('./single-host/index.ts')).createSingleHostAdapter,
  }),
  'aws-rds': defineKind({
    platform: 'aws',
    endpoint: 'AWS_ENDPOINT_URL',
    members: ['backups', 'facts'],
    target: rdsTarget,
    load: async () => (await import('./aws-rds/index.ts')).createRdsAdapter,
  }),
  'aws-s3': defineKind({
    platform: 'aws',
    endpoint: 'AWS_ENDPOINT_URL',
    members: ['backups', 'facts'],
    target: s3Target,
    load: async () => (await import('./aws-s3/index.ts')).createS3Adapter,
  }),
  'aws-cloudfront': defineKind({
    platform: 'aws',
    endpoint: 'AWS_ENDPOINT_URL',
    members: ['facts'],
    target: cloudFrontTarget,
    load: async () => (await import('./aws-cloudfront/index.ts')).createCloudFrontAdapter,
  }),
  'aws-secrets-manager': defineKind({
    platform: 'aws',
    endpoint: 'AWS_ENDPOINT_URL',
    members: ['configuration'],
    target: secretsManagerTarget,
    load: async () => (await import('./aws-secrets-manager/index.ts')).createSecretsManagerAdapter,
  }),
  'aws-cloudwatch': defineKind({
    platform: 'aws',
    endpoint: 'AWS_ENDPOINT_URL',
    members: ['logs', 'facts'],
    target: cloudWatchTarget,
    load: async () => (await import('./aws-cloudwatch/index.ts')).createCloudWatchAdapter,
  }),
}

/** Null for a kind the portal cannot ask. */
export function findKind(kind: string): PlatformKind | null {
  return Object.hasOwn(kinds, kind) ? (kinds[kind as HostingKind | SourceKind] ?? null) : null
}
