import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  buildRepositories,
  sampleHistories,
  toRepositoryPath,
} from '#sandbox/systems/build-repositories.ts'
import { commit, replace } from '#sandbox/systems/history.ts'
import { sampleSystems } from '#sandbox/systems/index.ts'
import { toFastImport } from '#sandbox/systems/to-fast-import.ts'
import { createHome } from './running-sandbox.ts'

const folder = createHome()
const now = new Date('2026-11-21T12:00:00Z')

beforeAll(() => buildRepositories(folder.home, now))
afterAll(() => folder[Symbol.dispose]())

function git(name: string, ...parameters: string[]) {
  const repository = toRepositoryPath(folder.home, name)
  return execFileSync('git', ['--git-dir', repository, ...parameters], { encoding: 'utf8' }).trim()
}

describe.each(sampleSystems.map(({ slug }) => slug))('the repository of %s', (name) => {
  test('is a sound bare repository whose default branch is main', () => {
    expect(git(name, 'fsck', '--strict')).toBe('')
    expect(git(name, 'symbolic-ref', 'HEAD')).toBe('refs/heads/main')
  })

  test('has several authors, rising dates and nothing from the future', () => {
    const dates = git(
      name,
      'log',
      '--reverse',
      '--topo-order',
      '--first-parent',
      '--format=%at',
      'main',
    )
      .split('\n')
      .map(Number)
    expect(dates).toEqual(dates.toSorted((one, other) => one - other))
    const newest = Number(git(name, 'log', '-1', '--format=%at', '--all', '--date-order'))
    expect(newest * 1000).toBeLessThan(now.getTime())
    const authors = new Set(git(name, 'log', '--all', '--format=%ae').split('\n'))
    expect(authors.size).toBeGreaterThanOrEqual(2)
  })

  test('has merged pull requests that can still be read', () => {
    const merges = git(name, 'log', 'main', '--merges', '--format=%s %P').split('\n')
    expect(merges.length).toBeGreaterThanOrEqual(1)
    for (const merge of merges) {
      const [, number] = /^Merge pull request #(\d+) from leitstand-sandbox\//.exec(merge) ?? []
      expect(merge.split(' ').at(-1)).toBe(git(name, 'rev-parse', `refs/pull/${number}/head`))
    }
  })

  test('has one branch ahead of main and one broken release beside it', () => {
    const branches = git(name, 'for-each-ref', '--format=%(refname:short)', 'refs/heads').split(
      '\n',
    )
    const ahead = branches.filter(
      (branch) => git(name, 'rev-list', '--count', `main..${branch}`) !== '0',
    )
    const broken = git(name, 'tag', '--list', '*-broken').split('\n')
    expect(broken).toHaveLength(1)
    expect(ahead.filter((branch) => !branch.startsWith('release/'))).toHaveLength(1)
    expect(git(name, 'rev-list', '--count', `main..${broken[0]}`)).not.toBe('0')
  })

  test('holds what each stage runs at first, and production runs nothing newer than staging', () => {
    const stages = sampleSystems.find(({ slug }) => slug === name)?.stages ?? []
    const releases = stages.map(({ initialRelease }) =>
      git(name, 'rev-parse', `${initialRelease}^{commit}`),
    )
    releases.slice(1).forEach((release, index) => {
      expect(git(name, 'merge-base', release, releases[index] ?? '')).toBe(release)
    })
  })

  test('numbers every release in package.json and the changelog', () => {
    for (const tag of git(name, 'tag', '--list', 'v*').split('\n')) {
      const version = tag.replace(/^v/, '').replace('-broken', '')
      expect(JSON.parse(git(name, 'show', `${tag}:package.json`)).version).toBe(version)
      expect(git(name, 'show', `${tag}:CHANGELOG.md`)).toContain(`## ${version}\n`)
    }
  })
})

test('lifetimecircle has the release candidate of 1 March 2026', () => {
  expect(git('lifetimecircle', 'tag', '--list', 'rc-2026-03-01')).toBe('rc-2026-03-01')
})

test('the handbook has only Backstage descriptors and nothing to deploy', () => {
  const files = git('handbook', 'ls-tree', '-r', '--name-only', 'main').split('\n')
  expect(files).toContain('catalog-info.yaml')
  expect(files.some((file) => file.startsWith('.github') || file === 'leitstand.yaml')).toBe(false)
})

test('a second build leaves existing repositories as they are', async () => {
  const before = sampleHistories.map(({ name }) => git(name, 'rev-parse', 'main'))
  await buildRepositories(folder.home, new Date(now.getTime() + 86_400_000))
  expect(sampleHistories.map(({ name }) => git(name, 'rev-parse', 'main'))).toEqual(before)
})

test('an edit that does not fit the file it changes is refused', () => {
  const edits = [replace('README.md', 'what is not there', 'anything')]
  expect(() =>
    toFastImport([commit('emil', 1, 'Change', { edits })], new Map([['README.md', 'text']]), now),
  ).toThrow('README.md does not contain: what is not there')
})
