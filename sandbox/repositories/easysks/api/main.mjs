import { canConnect, readHealth } from '../runtime/health.mjs'
import { requestError, serve } from '../runtime/http.mjs'
import { createLog } from '../runtime/log.mjs'
import { requireSettings } from '../runtime/settings.mjs'
import { openDatabase } from './database.mjs'

const log = createLog('[API]')
requireSettings(log, ['DATABASE_URL', 'COGNITO_USER_POOL_ID', 'COGNITO_CLIENT_ID'])
const database = openDatabase()
const sessions = new Map()

serve({
  log,
  routes: {
    'GET /health': () => readHealth({ database: () => canConnect(process.env.DATABASE_URL) }),
    'POST /login': ({ body }) => {
      if (typeof body.email !== 'string' || !body.email.includes('@')) {
        throw requestError(422, '"email" must be an address.')
      }
      const session = crypto.randomUUID()
      sessions.set(session, body.email)
      log.info('signed in', { sessions: sessions.size })
      return { json: { session } }
    },
    'GET /study/:session': ({ params }) => {
      if (!sessions.has(params.session)) throw requestError(401, 'Sign in first.')
      const question = database.prepare('select text from questions order by id limit 1').get()
      return { json: { question: question?.text ?? null } }
    },
    'POST /webhooks/stripe': ({ body }) => {
      log.info('webhook received', { type: String(body.type ?? 'unknown') })
      return { status: 202, json: { received: true } }
    },
  },
})
