import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'

const types = { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.json': 'application/json' }

/** One route for each built file; `index.html` answers at the folder itself. */
export function pageRoutes(folder, prefix = '/') {
  return Object.fromEntries(
    readdirSync(folder).map((name) => {
      const text = readFileSync(join(folder, name), 'utf8')
      const path = prefix + (name === 'index.html' ? '' : name)
      return [`GET ${path}`, () => ({ text, type: types[extname(name)] ?? 'text/plain' })]
    }),
  )
}
