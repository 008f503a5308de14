import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

// Lays the pages of this release, stamped with its commit, into `dist`.
const commit = process.env.RELEASE_COMMIT ?? 'development'

rmSync('dist', { recursive: true, force: true })
mkdirSync('dist')
const pages = existsSync('pages') ? readdirSync('pages') : []
for (const name of pages) {
  const page = readFileSync(join('pages', name), 'utf8')
  writeFileSync(join('dist', name), page.replaceAll('{{commit}}', commit.slice(0, 12)))
}
writeFileSync('dist/build.json', JSON.stringify({ commit, pages }))
console.log(`Built ${pages.length} pages of ${commit.slice(0, 12)}`)
