import { whatsgonowHistory } from './histories/whatsgonow.ts'
import type { SampleStage, SampleSystem } from './sample-system.ts'

export const whatsgonow: SampleSystem = {
  slug: 'whatsgonow',
  history: whatsgonowHistory,
  stages: [
    toStage('dev', 'main', 'dev.whatsgonow.com', 'db.dev.whatsgonow.com'),
    toStage('staging', 'v0.9.0', 'staging.whatsgonow.com', 'db.staging.whatsgonow.com'),
    toStage('production', 'v0.8.0', 'www.whatsgonow.com', 'db.whatsgonow.com'),
  ],
}

function toStage(
  slug: string,
  initialRelease: string,
  hostname: string,
  database: string,
): SampleStage {
  return {
    slug,
    initialRelease,
    routes: [{ hostname, component: 'frontend' }],
    databases: [{ component: 'database', hostname: database, port: 5432 }],
    settings: {
      SUPABASE_URL: 'https://sandbox.supabase.example',
      SUPABASE_ANON_KEY: 'sandbox-anon-key',
      NEXT_PUBLIC_MAPBOX_TOKEN: 'sandbox-mapbox-token',
      RDS_HOSTNAME: '127.0.0.1',
      RDS_PORT: '{{databasePort}}',
    },
  }
}
