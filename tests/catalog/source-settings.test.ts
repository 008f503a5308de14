import { describe, expect, it } from 'vitest'
import { parseSourceSettings, toLocation } from '#lib/catalog/source-settings.ts'

describe('CATALOG_SOURCES', () => {
  it('names folders, repositories and organisations', () => {
    const settings = parseSourceSettings(
      'folder:/etc/catalog; github:acme/app ;github:acme/mono@refs/heads/live:services/app; github-org:acme;',
    )
    expect(settings).toEqual([
      { kind: 'folder', path: '/etc/catalog' },
      { kind: 'github', repository: 'acme/app', branch: null, path: null },
      { kind: 'github', repository: 'acme/mono', branch: 'live', path: 'services/app' },
      { kind: 'github-org', owner: 'acme' },
    ])
    expect(settings.map(toLocation)).toEqual([
      '/etc/catalog',
      'acme/app',
      'acme/mono@live:services/app',
      'acme',
    ])
  })

  it.each([
    'acme/app',
    'folder:',
    'github:acme',
    'github:acme/..',
    'github:acme/app:../../x',
    'github-org:a/b',
    'github:acme/app@a b',
  ])('refuses "%s" with a sentence that says how a source is written', (entry) => {
    expect(() => parseSourceSettings(entry)).toThrow(
      `CATALOG_SOURCES: "${entry}" is not a source; write folder:/path, github:owner/repo[@branch][:path] or github-org:owner`,
    )
  })
})
