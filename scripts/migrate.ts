import { migrateAlone } from './lib/migrate-alone.ts'
import { Problem, reportFailure } from './lib/problem.ts'
import { loadSettingsFile } from './start/settings.ts'

try {
  loadSettingsFile()
  const databaseUrl = process.env.DATABASE_URL
  if (!databaseUrl) throw new Problem('Set DATABASE_URL to the database that is to be migrated.')
  const applied = await migrateAlone(databaseUrl)
  console.log(applied.length === 0 ? 'Nothing to migrate.' : `Applied ${applied.join(', ')}.`)
} catch (error) {
  reportFailure(error)
}
