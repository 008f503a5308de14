import { DatabaseSync } from 'node:sqlite'

// A process of its own: SQLite works without ever returning to the event loop, and a file from outside may keep it
// busy for as long as it likes.
const [file = '', tables = '[]'] = process.argv.slice(2)

function check() {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    database.exec('PRAGMA trusted_schema = OFF')
    const integrity = database.prepare('PRAGMA integrity_check(20)').all()
    // Safe because only the process that starts this one gives it arguments.
    const names = JSON.parse(tables) as string[]
    return {
      integrity: integrity.map((row) => String(row.integrity_check)),
      rows: Object.fromEntries(names.map((name) => [name, countRows(database, name)])),
    }
  } finally {
    database.close()
  }
}

/** Null for a table that does not exist or cannot be read. */
function countRows(database: DatabaseSync, table: string): number | null {
  try {
    const row = database.prepare(`SELECT count(*) AS count FROM "${table}"`).get()
    return Number(row?.count)
  } catch {
    return null
  }
}

function answer(result: object): void {
  process.stdout.write(`${JSON.stringify(result)}\n`)
}

try {
  answer(check())
} catch (error) {
  answer({ error: error instanceof Error ? error.message : String(error) })
}
