import { mvpHistory } from './histories/mvp.ts'
import type { SampleSystem } from './sample-system.ts'

export const mvp: SampleSystem = {
  slug: 'mvp',
  history: mvpHistory,
  stages: [
    {
      slug: 'staging',
      initialRelease: 'v1.3.0',
      routes: [{ hostname: 'staging.mvp.example', component: 'web' }],
      databases: [{ component: 'database', hostname: 'db.staging.mvp.example', port: 5432 }],
      settings: {
        DATABASE_URL: 'postgres://mvp:sandbox@{{database}}/mvp',
        STORAGE_ACCESS_KEY_ID: 'sandbox-storage',
        STORAGE_SECRET_ACCESS_KEY: 'sandbox-storage-secret',
        AUTH_SECRET: 'sandbox-auth-secret',
        SENTRY_DSN: 'https://key@sentry.example/1',
      },
    },
  ],
}
