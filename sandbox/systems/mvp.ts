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
      reportingJobs: [
        {
          name: 'job-export',
          everySeconds: 60,
          source: 'data/jobs.sqlite',
          to: 'exports/jobs.sqlite',
        },
      ],
      server: {
        hostname: 'staging.mvp.example',
        user: 'deploy',
        units: { 'mvp-web.service': 'web', 'mvp-worker.service': 'worker' },
        containers: { 'mvp-web': 'web', 'mvp-worker': 'worker' },
        databaseUnit: 'postgresql.service',
        checkout: '/opt/mvp/app',
        folders: { '/var/lib/mvp': 'data', '/var/backups/mvp': 'backups' },
        environmentFiles: {
          'mvp-web.service': '/etc/mvp/mvp.env',
          'mvp-worker.service': '/etc/mvp/mvp.env',
        },
        backups: {
          unit: 'mvp-backup.service',
          into: 'backups',
          everyMinutes: 5,
          keep: 12,
          items: [
            { name: 'jobs', kind: 'sqlite', path: 'data/jobs.sqlite' },
            { name: 'storage', kind: 'folder', path: 'data/storage' },
          ],
        },
      },
    },
  ],
}
