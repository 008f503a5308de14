import { execFileSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { diffSchemas, readSchema } from './lib/schema-engine.ts'

const root = path.join(import.meta.dirname, '..')
const [name] = process.argv.slice(2)
const databaseUrl = process.env.DATABASE_URL

if (!name || !/^[a-z][a-z0-9_]*$/.test(name) || !databaseUrl) {
  console.error('Usage: DATABASE_URL=<any PostgreSQL> npm run migration -- name_in_snake_case')
  process.exit(1)
}

const sql = await diffSchemas(readCommittedSchema(), await readSchema(), databaseUrl)
if (!sql) {
  console.log('The schema files have not changed since the last commit; nothing to write.')
} else {
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  const dir = path.join(root, 'prisma/migrations', `${stamp}_${name}`)
  await mkdir(dir)
  await writeFile(path.join(dir, 'migration.sql'), sql)
  console.log(`Wrote ${path.relative(root, dir)}/migration.sql – read it before you commit it.`)
}

function readCommittedSchema() {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' })
  const paths = git('ls-tree', '--name-only', 'HEAD', 'prisma/schema/').split('\n').filter(Boolean)
  return {
    files: paths.map((file) => ({
      path: path.join(root, file),
      content: git('show', `HEAD:${file}`),
    })),
  }
}
