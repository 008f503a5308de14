import { describe, expect, it } from 'vitest'
import { listNamedPaths, listNamedScripts } from '#scripts/verify/documented-paths.ts'
import { sourceRules } from '#scripts/verify/source-rules.ts'
import { findOutdated } from '#scripts/verify/version-floors.ts'

describe('documented paths', () => {
  it('are code spans that look like paths, and relative links', () => {
    const text =
      'See `lib/core/env.ts`, `npm start`, `<domain>/x.ts`, [more](./more.md#a), [web](https://a.b).'

    expect(listNamedPaths(text)).toEqual(['lib/core/env.ts', './more.md'])
  })

  it('do not include what an example block shows', () => {
    expect(listNamedPaths('```sh\ncat `lib/gone.ts`\n```')).toEqual([])
  })

  it('include the names of npm scripts', () => {
    expect(listNamedScripts('`npm run -s token -- --role x` or npm run verify')).toEqual([
      'token',
      'verify',
    ])
  })
})

describe('rules about sources', () => {
  it.each([
    ['Files are short', 'lib/a/b.ts', 'x\n'.repeat(401)],
    ['Transactions only in the core', 'lib/a/b.ts', 'await db.$transaction(run)'],
    ['Checks are not switched off', 'tests/a.test.ts', `it${'.only'}("x", run)`],
  ])('%s: a breach is found', (title, path, text) => {
    const rule = sourceRules.find((each) => each.title === title)

    expect(rule?.appliesTo(path)).toBe(true)
    expect(rule?.findProblem(text)).not.toBeNull()
    expect(rule?.findProblem('export const fine = 1\n')).toBeNull()
  })

  it('leave transactions to the core', () => {
    const rule = sourceRules.find(({ title }) => title.startsWith('Transactions'))

    expect(rule?.appliesTo('lib/core/mutate.ts')).toBe(false)
  })
})

describe('version floors', () => {
  const safe = {
    'node_modules/next': { version: '16.4.6' },
    'node_modules/next-auth': { version: '4.24.15' },
    'node_modules/react': { version: '19.3.1' },
    'node_modules/react-dom': { version: '19.3.1' },
  }

  it('are met by newer versions', () => {
    expect(findOutdated(safe)).toEqual([])
  })

  it('catch an older copy inside another package', () => {
    const copy = { 'node_modules/other/node_modules/next': { version: '16.3.2' } }

    expect(findOutdated({ ...safe, ...copy })).toEqual([
      'node_modules/other/node_modules/next is 16.3.2, older than 16.3.3.',
    ])
  })

  it('catch a pre-release of the floor itself', () => {
    expect(
      findOutdated({ ...safe, 'node_modules/next': { version: '16.3.3-canary.1' } }),
    ).toHaveLength(1)
  })

  it('catch a package that is gone', () => {
    const { 'node_modules/react': _, ...rest } = safe

    expect(findOutdated(rest)).toEqual(['react is not in package-lock.json.'])
  })
})
