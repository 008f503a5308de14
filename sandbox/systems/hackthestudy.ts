import { hackthestudyHistory } from './histories/hackthestudy.ts'
import type { SampleSystem } from './sample-system.ts'

export const hackthestudy: SampleSystem = {
  slug: 'hackthestudy',
  history: hackthestudyHistory,
  stages: [
    {
      slug: 'production',
      initialRelease: 'v1.1.0',
      routes: [{ hostname: 'api.hackthestudy.ch', component: 'api' }],
      databases: [{ component: 'database', hostname: 'db.hackthestudy.ch', port: 5432 }],
      settings: {
        DATABASE_URL: 'postgres://hackthestudy:sandbox@{{database}}/hackthestudy',
        JWT_SECRET: 'sandbox-jwt-secret',
        FLASK_SECRET_KEY: 'sandbox-flask-secret',
        OPENAI_API_KEY: 'sandbox-openai-key',
        STRIPE_API_KEY: 'sandbox-stripe-key',
        STRIPE_WEBHOOK_SECRET: 'sandbox-stripe-webhook-secret',
        STRIPE_PUBLISHABLE_KEY: 'sandbox-stripe-publishable-key',
        GOOGLE_CLIENT_SECRET: 'sandbox-google-secret',
        GITHUB_CLIENT_SECRET: 'sandbox-github-secret',
        REDIS_URL: 'redis://127.0.0.1:6379/0',
      },
    },
  ],
}
