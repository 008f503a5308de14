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
  }
}
