import { glob, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describeApi, type RouteModule } from './lib/describe-api.ts'

const root = path.join(import.meta.dirname, '..')

/** Writes the API description from the definitions that the route handlers themselves run on. */
const files = await Array.fromAsync(glob('app/api/v1/**/route.ts', { cwd: root }))
const modules = await Promise.all(
  files.sort().map(
    async (file): Promise<RouteModule> => ({
      file,
      exports: await import(path.join(root, file)),
    }),
  ),
)
const text = `${JSON.stringify(describeApi(modules), null, 2)}\n`
await writeFile(path.join(root, 'public/openapi.json'), text)
console.log(`Wrote public/openapi.json: ${files.length} route files.`)
// Importing the routes opened a database pool that would keep the process.
process.exit(0)
