import { easysksHistory } from './histories/easysks.ts'
import type { SampleStage, SampleSystem } from './sample-system.ts'

export const easysks: SampleSystem = {
  slug: 'easysks',
  history: easysksHistory,
  stages: [
    toStage('staging', 'v1.3.0', 'staging.easysks.example', 'staging.easysks.example'),
    toStage('production', 'v1.2.0', 'app.easysks.example', 'easysks.example'),
  ],
}

function toStage(
  slug: string,
  initialRelease: string,
  frontend: string,
  domain: string,
): SampleStage {
  return {
    slug,
    initialRelease,
    routes: [
      { hostname: frontend, component: 'frontend' },
      { hostname: `api.${domain}`, component: 'api' },
    ],
    databases: [{ component: 'database', hostname: `db.${domain}`, port: 5432 }],
    settings: {
      DATABASE_URL: 'postgres://easysks:sandbox@{{database}}/easysks',
      COGNITO_USER_POOL_ID: 'eu-central-1_sandbox',
      COGNITO_CLIENT_ID: 'sandbox-client',
      API_URL: `https://api.${domain}`,
      AUTH_URL: `https://auth.${domain}`,
      BILLING_URL: `https://billing.${domain}`,
    },
  }
}
