import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { planSources } from '#lib/catalog/plan-sources.ts'
import { readSource } from '#lib/catalog/read-source.ts'
import { parseSourceSettings } from '#lib/catalog/source-settings.ts'
import { jobContext } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { getDecision, getDecisionGraph, listDecisionReviews } from '#lib/decisions/index.ts'
import { listReadingSystems } from '#lib/documents/store/repository/load-reading.ts'
import { readRepositoryDocuments } from '#lib/documents/store/repository/read-repository.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { type GitHubWorld, startGitHubWorld } from '../catalog/github-world.ts'
import { actAs } from './people.ts'

useDatabase()

const root = path.join(import.meta.dirname, '../../sandbox/repositories')
const vera = actAs('viewer', 'vera')
const job = jobContext('samples')
let world: GitHubWorld

/** The Markdown and catalog of a sample repository, as a repository of this test. */
function commitSample(name: string): void {
  const found = execFileSync('find', ['leitstand.yaml', 'docs', '-type', 'f'], {
    cwd: path.join(root, name),
    encoding: 'utf8',
  })
  const files = found.trim().split('\n')
  const entries = files.map((file) => [file, readFileSync(path.join(root, name, file), 'utf8')])
  world.commit(`leitstand-sandbox/${name}`, Object.fromEntries(entries))
}

beforeAll(async () => {
  world = await startGitHubWorld('leitstand-sandbox')
  const names = ['mvp', 'easysks', 'whatsgonow', 'hackthestudy', 'lifetimecircle']
  for (const name of names) commitSample(name)
  const settings = names.map((name) => `github:leitstand-sandbox/${name}`).join(';')
  const before = new Date(Date.now() + 60_000)
  await planSources(job, world.github, parseSourceSettings(settings), before)
  for (const { id } of await getDb().catalogSource.findMany()) {
    await readSource(job, world.github, id, AbortSignal.timeout(20_000))
  }
  for (const systemId of await listReadingSystems()) {
    await readRepositoryDocuments(job, world.github, systemId, AbortSignal.timeout(20_000))
  }
}, 120_000)
afterAll(() => world.close())

describe('the sample repositories', () => {
  it('show every document, without a failure and byte for byte', async () => {
    const documents = await getDb().document.findMany()
    expect(documents.map((document) => document.failure)).toEqual(documents.map(() => null))
    for (const { repository, path: file, content } of documents) {
      const name = repository?.split('/')[1] ?? ''
      expect(content).toBe(readFileSync(path.join(root, name, file ?? ''), 'utf8'))
    }
    expect(documents).toHaveLength(11)
  })

  it('tell DEC-020 with its options compared, its spike and what it superseded', async () => {
    const decision = await getDecision(vera, { id: 'DEC-020' })
    expect(decision).toMatchObject({
      ...{ status: 'accepted', supersedes: ['DEC-012'], offers: [] },
      subjects: [{ system: 'mvp', stage: 'staging' }],
      matrix: { winner: 'a', sensitivity: [{ criterion: 'kosten-im-monat', winner: 'c' }] },
      spikes: [{ stage: 'mvp/staging' }],
    })
    const graph = await getDecisionGraph(vera)
    expect(graph.nodes.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        'DEC-012',
        'DEC-020',
        'DEC-023',
        'DEC-024',
        'ESKS-011',
        'whatsgonow-0001',
      ]),
    )
    expect(graph.edges).toEqual([{ newer: 'DEC-020', older: 'DEC-012' }])
    const due = (await listDecisionReviews(vera)).items.map(({ id }) => id)
    expect(due).toEqual(expect.arrayContaining(['DEC-023', 'whatsgonow-0001']))
  })

  it('give checklists their items and runbooks their systems', async () => {
    const lists = await getDb().checklist.findMany({
      where: { system: { slug: 'lifetimecircle' } },
      include: { _count: { select: { items: true } } },
    })
    expect(lists.map(({ _count }) => _count.items).sort()).toEqual([22, 6])
    const runbooks = await getDb().runbook.findMany({ where: { system: { slug: 'hackthestudy' } } })
    expect(runbooks.map(({ symptom }) => symptom).sort()).toEqual([
      ...['not-starting', 'not-starting', 'other'],
    ])
  })
})
