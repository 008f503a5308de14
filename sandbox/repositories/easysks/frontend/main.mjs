import { readHealth } from '../runtime/health.mjs'
import { serve } from '../runtime/http.mjs'
import { createLog } from '../runtime/log.mjs'
import { pageRoutes } from '../runtime/pages.mjs'
import { requireSettings } from '../runtime/settings.mjs'

const log = createLog('[FRONTEND]')
requireSettings(log, ['API_URL', 'AUTH_URL', 'BILLING_URL'])

serve({
  log,
  routes: {
    ...pageRoutes('dist'),
    'GET /config.json': () => ({
      json: { api: process.env.API_URL, auth: process.env.AUTH_URL, billing: process.env.BILLING_URL },
    }),
    'GET /health': () => readHealth({}),
  },
})
