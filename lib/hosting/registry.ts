import type { PlatformKind } from './define-kind.ts'
import type { HostingKind, SourceKind } from './port.ts'

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
  // hosting: single-host, aws-elastic-beanstalk, aws-ecs, digitalocean-app-platform, vercel
  // sources: aws-rds, aws-s3, aws-cloudfront, aws-secrets-manager, aws-codepipeline, aws-cloudwatch,
  //          digitalocean-database, supabase, uptimerobot, sentry
}

/** Null for a kind the portal cannot ask. */
export function findKind(kind: string): PlatformKind | null {
  return Object.hasOwn(kinds, kind) ? (kinds[kind as HostingKind | SourceKind] ?? null) : null
}
