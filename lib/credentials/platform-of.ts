import type { HostingKind, SourceKind } from '#lib/hosting/port.ts'
import type { CredentialPlatform } from './schemas.ts'

const platforms: Record<HostingKind | SourceKind, CredentialPlatform> = {
  'single-host': 'single-host',
  'aws-elastic-beanstalk': 'aws',
  'aws-ecs': 'aws',
  'digitalocean-app-platform': 'digitalocean',
  vercel: 'vercel',
  'aws-rds': 'aws',
  'aws-s3': 'aws',
  'aws-cloudfront': 'aws',
  'aws-secrets-manager': 'aws',
  'aws-codepipeline': 'aws',
  'aws-cloudwatch': 'aws',
  'digitalocean-database': 'digitalocean',
  supabase: 'supabase',
  uptimerobot: 'uptimerobot',
  sentry: 'sentry',
}

const byKind = new Map<string, CredentialPlatform>(Object.entries(platforms))

/**
 * Whose credential something of this kind is asked with; null for an unknown kind. It also knows kinds that this
 * version has no adapter for: their credentials are in use as soon as a catalog file names them.
 */
export function findPlatformOf(kind: string): CredentialPlatform | null {
  return byKind.get(kind) ?? null
}
