import { serve } from '../../runtime/http.mjs'
import { createLog } from '../../runtime/log.mjs'
import { pageRoutes } from '../../runtime/pages.mjs'
import { release } from '../../runtime/settings.mjs'

// Stands where nginx serves the built pages from.
serve({
  log: createLog('[WEB]'),
  routes: { ...pageRoutes('dist'), 'GET /version.json': () => ({ json: release }) },
})
