import { existsSync, globSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '../..')

const pages = globSync('app/**/page.tsx', { cwd: root }).filter((page) => page.includes('['))

/** Folders from the page's own up to `app`. */
function listFolders(page: string): readonly string[] {
  const folder = path.dirname(page)
  return folder === 'app' ? [folder] : [folder, ...listFolders(folder)]
}

const has = (folder: string, file: string) => existsSync(path.join(root, folder, file))

// With the first placeholder the status is sent: what is missing has to be known before, in the layout above it.
describe('a page of something that may be missing can still answer 404', () => {
  test('there are such pages', () => expect(pages.length).toBeGreaterThan(5))

  test.each(pages)('%s', (page) => {
    for (const folder of listFolders(page).filter((each) => has(each, 'loading.tsx'))) {
      const below = path.relative(folder, page)
      expect(below, `${folder}/loading.tsx is sent before the page knows`).not.toContain('[')
      expect(has(folder, 'layout.tsx'), `${folder} has no layout that looks first`).toBe(true)
    }
  })
})
