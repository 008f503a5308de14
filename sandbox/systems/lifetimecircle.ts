import { lifetimecircleHistory } from './histories/lifetimecircle.ts'
import type { SampleStage, SampleSystem } from './sample-system.ts'

export const lifetimecircle: SampleSystem = {
  slug: 'lifetimecircle',
  history: lifetimecircleHistory,
  stages: [
    toStage('staging', 'rc-2026-03-01', 'staging.lifetimecircle.de'),
    toStage('production', 'v0.9.0', 'app.lifetimecircle.de'),
  ],
}

/** Both stages follow the same model: pages at the root, the API below `/api`, its database in a file. */
function toStage(slug: string, initialRelease: string, hostname: string): SampleStage {
  return {
    slug,
    initialRelease,
    routes: [
      { hostname, component: 'web' },
      { hostname, path: '/api', stripsPath: true, component: 'api' },
    ],
    databases: [],
    settings: {},
    server: {
      hostname,
      user: 'deploy',
      units: { 'lifetimecircle-api.service': 'api', 'nginx.service': 'web' },
      containers: { 'lifetimecircle-api': 'api' },
      proxyUnit: 'nginx.service',
      checkout: '/opt/lifetimecircle/app',
      folders: { '/var/lib/lifetimecircle': 'data', '/var/backups/lifetimecircle': 'backups' },
      environmentFiles: {},
      backups: {
        unit: 'lifetimecircle-backup.service',
        into: 'backups',
        everyMinutes: 5,
        keep: 12,
        items: [
          { name: 'app', kind: 'sqlite', path: 'data/data/app.sqlite' },
          { name: 'storage', kind: 'folder', path: 'data/storage' },
        ],
      },
    },
  }
}
