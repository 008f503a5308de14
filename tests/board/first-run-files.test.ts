import { describe, expect, it } from 'vitest'
import { catalogFile, settings } from '#components/board/first-run-files.ts'
import { parseCatalog } from '#lib/catalog/parse-catalog.ts'
import { parseSourceSettings } from '#lib/catalog/source-settings.ts'

describe('what the empty board offers to copy', () => {
  it('is a catalog file without a mistake that can be deployed', () => {
    const parsed = parseCatalog({ file: 'leitstand.yaml', text: catalogFile })
    expect(parsed.problems).toBeUndefined()
    expect(parsed.catalog?.stages[0]?.deploy).toMatchObject({ workflow: 'deploy.yml' })
  })

  it('is a setting that names three kinds of source', () => {
    const value = /^CATALOG_SOURCES="(.*)"$/.exec(settings)?.[1] ?? ''
    expect(parseSourceSettings(value)).toHaveLength(3)
  })
})
