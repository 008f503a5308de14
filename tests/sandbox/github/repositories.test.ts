import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { failureOf } from './support/failure-of.ts'
import {
  fullName,
  owner,
  place,
  repo,
  startTestGitHub,
  type TestGitHub,
  toToken,
} from './support/start.ts'

function push(
  { server }: TestGitHub,
  message: string,
  changes: { branch?: string; tag?: string } = {},
) {
  const { branch = 'main', tag } = changes
  return server.repositories.push(fullName, {
    branch,
    message,
    files: { [`${message}.txt`]: message },
    tag,
  })
}

describe('a repository', () => {
  it('answers under its old name with a redirect that keeps the rest of the address', async () => {
    const github = await startTestGitHub()
    await push(github, 'first')
    const before = (await github.octokit.rest.repos.get(place)).data
    github.server.repositories.rename(fullName, 'renamed')
    const address = `${github.server.apiUrl}/repos/${fullName}/branches?per_page=5`
    const headers = { authorization: `Bearer ${toToken('emil')}` }
    const redirect = await fetch(address, { headers, redirect: 'manual' })
    expect(redirect.status).toBe(301)
    expect(redirect.headers.get('location')).toBe(
      `${github.server.apiUrl}/repositories/${before.id}/branches?per_page=5`,
    )
    const followed = (await github.octokit.rest.repos.get(place)).data
    expect(followed).toMatchObject({
      id: before.id,
      full_name: `${owner}/renamed`,
      default_branch: 'main',
    })
    expect((await fetch(address, { headers })).status).toBe(200)
  })

  it('is found without regard to case, and not found by dots', async () => {
    const github = await startTestGitHub()
    expect(
      (
        await github.octokit.rest.repos.get({
          owner: owner.toUpperCase(),
          repo: repo.toUpperCase(),
        })
      ).data.name,
    ).toBe(repo)
    expect(await failureOf(github.octokit.rest.repos.get({ owner, repo: '..' }))).toMatchObject({
      status: 404,
    })
  })

  it('answers 304 to what the caller already has, without counting it', async () => {
    const { octokit } = await startTestGitHub()
    const first = await octokit.rest.repos.get(place)
    const headers = { 'if-none-match': first.headers.etag }
    const failure = await failureOf(octokit.rest.repos.get({ ...place, headers }))
    expect(failure.status).toBe(304)
    expect(failure.headers['x-ratelimit-used']).toBe(first.headers['x-ratelimit-used'])
  })

  it('answers at the origin as well as below /api/v3', async () => {
    const { server } = await startTestGitHub()
    const headers = { authorization: `Bearer ${toToken('emil')}` }
    const answers = [server.webUrl, server.apiUrl].map(async (base) =>
      (await fetch(`${base}/user`, { headers })).json(),
    )
    const [atOrigin, belowPrefix] = await Promise.all(answers)
    expect(atOrigin).toEqual(belowPrefix)
  })
})

describe('a comparison', () => {
  it('says ahead, behind, diverged or identical with the commits between', async () => {
    const github = await startTestGitHub()
    await push(github, 'one', { tag: 'v1' })
    await push(github, 'two')
    await push(github, 'three', { tag: 'v2' })
    execFileSync('git', ['--git-dir', github.gitDir, 'update-ref', 'refs/heads/side', 'v1'])
    await push(github, 'aside', { branch: 'side' })
    const compare = async (basehead: string) =>
      (await github.octokit.rest.repos.compareCommitsWithBasehead({ ...place, basehead })).data
    const ahead = await compare('v1...v2')
    expect(ahead).toMatchObject({ status: 'ahead', ahead_by: 2, behind_by: 0, total_commits: 2 })
    expect(ahead.commits.map(({ commit }) => commit.message)).toEqual(['two', 'three'])
    expect(ahead.files?.map(({ filename, status }) => [filename, status])).toEqual([
      ['three.txt', 'added'],
      ['two.txt', 'added'],
    ])
    expect(await compare('v2...v1')).toMatchObject({
      status: 'behind',
      ahead_by: 0,
      behind_by: 2,
      commits: [],
    })
    expect(await compare('v2...side')).toMatchObject({
      status: 'diverged',
      ahead_by: 1,
      behind_by: 2,
    })
    expect(await compare('v2...main')).toMatchObject({
      status: 'identical',
      ahead_by: 0,
      behind_by: 0,
    })
  })

  it('pages from the oldest commit and carries files on the first page alone', async () => {
    const github = await startTestGitHub()
    await push(github, 'base', { tag: 'v1' })
    for (const message of ['a', 'b', 'c']) await push(github, message)
    const page = async (number: number) =>
      (
        await github.octokit.rest.repos.compareCommitsWithBasehead({
          ...place,
          basehead: 'v1...main',
          per_page: 2,
          page: number,
        })
      ).data
    const [first, second] = [await page(1), await page(2)]
    expect(first.commits.map(({ commit }) => commit.message)).toEqual(['a', 'b'])
    expect(second.commits.map(({ commit }) => commit.message)).toEqual(['c'])
    expect(first.files).toHaveLength(3)
    expect(second.files).toBeUndefined()
    expect(second.total_commits).toBe(3)
  })
})

describe('contents', () => {
  it('are a file with its bytes, a directory, or raw text at any ref', async () => {
    const github = await startTestGitHub()
    const files = { 'docs/größe.md': 'Größe: 1 ≠ 2\n'.repeat(20), 'docs/b.md': 'b' }
    await github.server.repositories.push(fullName, {
      branch: 'main',
      message: 'Write',
      files,
      tag: 'v1',
    })
    await push(github, 'later')
    const read = (path: string, ref: string, accept = 'application/json') =>
      github.octokit.request('GET /repos/{owner}/{repo}/contents/{path}', {
        ...place,
        path,
        ref,
        headers: { accept },
      })
    const { data } = await read('docs/größe.md', 'v1')
    const content = 'content' in data && typeof data.content === 'string' ? data.content : ''
    expect(Buffer.from(content, 'base64').toString('utf8')).toBe(files['docs/größe.md'])
    expect((await read('docs', 'v1')).data).toMatchObject([
      { name: 'b.md', type: 'file' },
      { name: 'größe.md' },
    ])
    expect((await read('docs/b.md', 'v1', 'application/vnd.github.raw+json')).data).toBe('b')
    expect(await failureOf(read('later.txt', 'v1'))).toMatchObject({ status: 404 })
    expect(await failureOf(read('docs/../docs/b.md', 'v1'))).toMatchObject({ status: 404 })
  })
})

describe('references', () => {
  it('are never taken for options of git', async () => {
    const github = await startTestGitHub()
    await push(github, 'first')
    const wrong = [
      '--help',
      '-h',
      'main^{tree}',
      'HEAD~1',
      'refs/../config',
      'a b',
      'main:first.txt',
    ]
    for (const ref of wrong) {
      expect(
        await failureOf(github.octokit.rest.repos.getCommit({ ...place, ref })),
        ref,
      ).toMatchObject({ status: 422 })
    }
  })
})

describe('checks', () => {
  it('are those of the settings until somebody sets others', async () => {
    const results = [{ name: 'test', conclusion: 'failure' as const }]
    const github = await startTestGitHub({
      repositories: [
        {
          fullName,
          checks: { 'v1.0.0': results },
          defaultChecks: [{ name: 'test', conclusion: 'success' }],
        },
      ],
    })
    await push(github, 'broken', { tag: 'v1.0.0' })
    const sha = await push(github, 'sound')
    const read = async (ref: string) =>
      (await github.octokit.rest.checks.listForRef({ ...place, ref })).data.check_runs.map(
        ({ conclusion }) => conclusion,
      )
    expect(await read('v1.0.0')).toEqual(['failure'])
    expect(await read('main')).toEqual(['success'])
    await github.server.repositories.setChecks(fullName, 'main', [
      { name: 'test', conclusion: null },
    ])
    expect(await read(sha)).toEqual([null])
  })
})
