import { canConnect, readHealth } from '../runtime/health.mjs'
import { serve } from '../runtime/http.mjs'
import { createLog } from '../runtime/log.mjs'
import { pageRoutes } from '../runtime/pages.mjs'
import { requireSettings } from '../runtime/settings.mjs'

const log = createLog('[FRONTEND]')
requireSettings(log, ['SUPABASE_URL', 'SUPABASE_ANON_KEY', 'NEXT_PUBLIC_MAPBOX_TOKEN'])
const { RDS_HOSTNAME, RDS_PORT } = process.env

serve({
  log,
  routes: {
    ...pageRoutes('dist'),
    ...pageRoutes('dist', '/assets/'),
    'GET /health': () => readHealth({ database: () => canConnect(`postgres://${RDS_HOSTNAME}:${RDS_PORT}`) }),
  },
})
