import { readdirSync, readFileSync } from 'node:fs'
import { openDatabase } from './database.mjs'

const folder = new URL('migrations/', import.meta.url)
const database = openDatabase()
database.exec('create table if not exists schema_migrations (name text primary key, applied_at text not null)')
const applied = new Set(database.prepare('select name from schema_migrations').all().map(({ name }) => name))

for (const name of readdirSync(folder).sort()) {
  if (!applied.has(name)) apply(name)
}
console.log('The database is up to date.')

function apply(name) {
  console.log(`Applying ${name}`)
  database.exec('begin immediate')
  try {
    database.exec(readFileSync(new URL(name, folder), 'utf8'))
    database.prepare('insert into schema_migrations values (?, ?)').run(name, new Date().toISOString())
    database.exec('commit')
  } catch (error) {
    database.exec('rollback')
    console.error(`${name} failed and was undone: ${error.message}`)
    process.exit(1)
  }
}
