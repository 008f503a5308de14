import { DatabaseSync } from 'node:sqlite'
import { canWrite, readHealth } from '../runtime/health.mjs'
import { requestError, serve } from '../runtime/http.mjs'
import { createLog } from '../runtime/log.mjs'

const log = createLog('[API]')
const database = new DatabaseSync('server/data/app.sqlite', { timeout: 5000 })
database.exec('create table if not exists marks (name text primary key, at text not null)')

serve({
  log,
  routes: {
    'GET /health': () =>
      readHealth({
        database: async () => database.prepare('select 1').get(),
        storage: () => canWrite('server/storage'),
      }),
    'PUT /marks/:name': ({ params }) => {
      database.prepare('insert or replace into marks values (?, ?)').run(params.name, new Date().toISOString())
      return { json: { name: params.name } }
    },
    'GET /marks/:name': ({ params }) => {
      const mark = database.prepare('select name, at from marks where name = ?').get(params.name)
      if (!mark) throw requestError(404, 'There is no such mark.')
      return { json: mark }
    },
  },
})
