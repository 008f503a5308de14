import { DatabaseSync } from 'node:sqlite'

// Arguments: the database, and the file that becomes a consistent copy of it while others go on writing.
const [source = '', copy = ''] = process.argv.slice(2)
const database = new DatabaseSync(source, { readOnly: true, timeout: 5_000 })
database.prepare('vacuum into ?').run(copy)
database.close()
