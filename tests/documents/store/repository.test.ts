import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { getDb } from '#lib/core/db.ts'
import {
  createDecision,
  getDecision,
  moveDecision,
  resolveDecisionConflict,
} from '#lib/decisions/index.ts'
import { CreateDecisionInput } from '#lib/decisions/schemas.ts'
import { saveDocument } from '#lib/documents/index.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { actAs } from '../../decisions/people.ts'
import { toRecordText } from '../../decisions/texts.ts'
import {
  createShop,
  documentAt,
  follow,
  type GitHubWorld,
  push,
  read,
  repository,
  startGitHubWorld,
} from './world.ts'

useDatabase()

let world: GitHubWorld
const emil = actAs('engineer', 'emil')
const path = 'docs/decisions/0001-host.md'
const text = toRecordText({ body: 'one\n\ntwo\n\nthree\n\nfour\n' })

beforeAll(async () => {
  world = await startGitHubWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  world.server.faults.clear()
  world.server.ledger.clear()
  await getDb().$executeRawUnsafe('TRUNCATE document, decision, system, team CASCADE')
  await createShop()
  world.commit(repository, { [path]: text })
})

const pullSchema = z.object({
  body: z.string(),
  changed_files: z.number(),
  additions: z.number(),
  deletions: z.number(),
})
const commitFile = (content: string | null, message = 'Change it') =>
  world.server.repositories.push(repository, {
    branch: 'main',
    message,
    files: { [path]: content },
  })
const edit = async (from: string, to: string, reason = 'Because') => {
  const { id, version, content } = await documentAt(path)
  return saveDocument(emil, id, {
    content: content.replace(from, to),
    baseVersion: version,
    reason,
  })
}
const countCalls = (method: string, pattern: RegExp) =>
  world.server.ledger.list().filter((entry) => entry.method === method && pattern.test(entry.path))
    .length

describe('reading', () => {
  it('stores every file the patterns name, byte for byte, with its author and reason', async () => {
    await commitFile(`\ufeff${text}`, 'Record where we host')
    await world.server.repositories.push(repository, {
      branch: 'main',
      message: 'Not a decision',
      files: { 'docs/other.md': '# Other', 'docs/decisions/deep/0002.md': '# Deep' },
    })
    await read(world)
    expect(await getDb().document.count()).toBe(1)
    const document = await documentAt(path)
    expect(document).toMatchObject({
      ...{ content: `\ufeff${text}`, home: 'repository', failure: null, repository },
      decision: { id: 'DEC-001', status: 'proposed' },
    })
    const [version] = await getDb().documentVersion.findMany()
    expect(version).toMatchObject({ origin: 'repository', reason: 'Record where we host' })
  })

  it('fetches only what changed', async () => {
    await read(world)
    world.server.ledger.clear()
    await read(world)
    expect(countCalls('GET', /git\/blobs/)).toBe(0)
    await commitFile(text.replace('one', 'ONE'))
    await read(world)
    expect(countCalls('GET', /git\/blobs/)).toBe(1)
    expect(await documentAt(path)).toMatchObject({ version: 2 })
  })

  it('keeps the history of a file that is renamed, and hides one that is removed until it comes back', async () => {
    await read(world)
    const { id } = await documentAt(path)
    const moved = 'docs/decisions/0001-hosting.md'
    await world.server.repositories.push(repository, {
      branch: 'main',
      message: 'Rename it',
      files: { [path]: null, [moved]: text },
    })
    await read(world)
    expect(await documentAt(moved)).toMatchObject({ id, version: 1, removedAt: null })
    await world.server.repositories.push(repository, {
      branch: 'main',
      message: 'Remove it',
      files: { [moved]: null },
    })
    await read(world)
    await expect(getDecision(emil, { id: 'DEC-001' })).rejects.toMatchObject({ code: 'not_found' })
    await world.server.repositories.push(repository, {
      branch: 'main',
      message: 'Take it back',
      files: { [moved]: text },
    })
    await read(world)
    expect((await getDecision(emil, { id: 'DEC-001' })).documentId).toBe(id)
  })

  it('says of each file why it cannot be read, and reads the others', async () => {
    await world.server.repositories.push(repository, {
      branch: 'main',
      message: 'Add odd files',
      files: {
        'docs/decisions/0002-binary.md': Buffer.from([0x23, 0x20, 0xff, 0xfe]),
        'docs/decisions/0003-large.md': 'x'.repeat(1_100_000),
        'docs/decisions/0004-fine.md': toRecordText({ number: 'DEC-004' }),
      },
    })
    await read(world)
    expect((await documentAt('docs/decisions/0002-binary.md')).failure).toMatchObject({
      reason: 'not_utf8',
      message: 'is not UTF-8 at byte 3',
    })
    expect((await documentAt('docs/decisions/0003-large.md')).failure).toMatchObject({
      reason: 'too_large',
    })
    expect((await getDecision(emil, { id: 'DEC-004' })).failure).toBeNull()
  })

  it('keeps the last text and says since when GitHub cannot be asked', async () => {
    await read(world)
    world.server.faults.add({
      match: { path: '/git/trees' },
      effect: { kind: 'status', status: 500 },
    })
    await read(world)
    expect(await documentAt(path)).toMatchObject({
      content: text,
      failure: { reason: 'unknown_outcome' },
    })
    await read(world)
    expect(await documentAt(path)).toMatchObject({ failure: null })
  })
})

describe('writing back', () => {
  beforeEach(() => read(world))

  it('opens one pull request with author and reason, whose file differs in the changed bytes alone', async () => {
    await edit('one', 'ONE', 'It counts twice')
    await push(world)
    const { proposals } = await documentAt(path)
    expect(proposals).toMatchObject([{ state: 'open', author: 'emil', failure: null }])
    const number = proposals[0]?.number ?? 0
    const pull = await world.github.read('acme', {
      route: 'GET /repos/{owner}/{repo}/pulls/{number}',
      parameters: { owner: 'acme', repo: 'shop', number },
      schema: pullSchema,
    })
    expect(pull).toMatchObject({
      ok: true,
      value: {
        value: {
          changed_files: 1,
          additions: 1,
          deletions: 1,
          body: expect.stringContaining('It counts twice'),
        },
      },
    })
    await world.server.repositories.mergePullRequest(repository, number)
    await follow(world)
    await read(world)
    expect(await documentAt(path)).toMatchObject({
      content: text.replace('one', 'ONE'),
      baseContent: text.replace('one', 'ONE'),
      proposals: [{ state: 'merged' }],
    })
  })

  const steps = [
    ['the branch', 'POST', '/git/refs'],
    ['the file', 'PUT', '/contents/'],
    ['the pull request', 'POST', '/pulls'],
  ] as const
  const kinds = ['accept-then-502', 'accept-then-reset', 'reject-with-502', 'reset'] as const
  const losses = steps.flatMap((step) => kinds.map((kind) => [...step, kind] as const))

  it.each(losses)('makes one of each although %s meets a fault (%s %s: %s)', async (...loss) => {
    const [, method, where, kind] = loss
    world.server.faults.add({ match: { method, path: where }, effect: { kind } })
    await edit('four', 'FOUR')
    await push(world)
    expect((await documentAt(path)).proposals).toMatchObject([
      { state: 'opening', failure: { reason: 'unknown_outcome' } },
    ])
    await Promise.all([push(world), push(world)])
    await push(world)
    const { proposals, content } = await documentAt(path)
    expect(proposals).toMatchObject([{ state: 'open', failure: null }])
    const { number, branch } = proposals[0] ?? { number: 0, branch: '' }
    const pulls = await world.github.read('acme', {
      route: 'GET /repos/{owner}/{repo}/pulls',
      parameters: { owner: 'acme', repo: 'shop', state: 'all', head: `acme:${branch}` },
      schema: z.array(z.object({ number: z.number() })),
    })
    expect(pulls).toMatchObject({ value: { value: [{ number }] } })
    await world.server.repositories.mergePullRequest(repository, number ?? 0)
    await follow(world)
    await read(world)
    expect(await documentAt(path)).toMatchObject({ content, baseContent: content })
  })

  it('carries later changes in the same pull request', async () => {
    await edit('one', 'ONE')
    await push(world)
    await edit('three', 'THREE', 'And this')
    await push(world)
    const { proposals } = await documentAt(path)
    expect(proposals).toMatchObject([{ state: 'open', version: 3, reason: 'Because\nAnd this' }])
    expect(countCalls('POST', /\/pulls$/)).toBe(1)
    expect(countCalls('PUT', /\/contents\//)).toBe(2)
  })

  it('merges what changed in the repository meanwhile', async () => {
    await edit('one', 'ONE')
    await commitFile(text.replace('four', 'FOUR'))
    await push(world)
    await read(world)
    await push(world)
    const { proposals, content } = await documentAt(path)
    expect(content).toBe(text.replace('one', 'ONE').replace('four', 'FOUR'))
    expect(proposals).toMatchObject([{ state: 'open' }])
    await world.server.repositories.mergePullRequest(repository, proposals[0]?.number ?? 0)
    await follow(world)
    await read(world)
    expect(await documentAt(path)).toMatchObject({ content, baseContent: content })
  })

  it('shows a conflict with three texts, and goes on from what somebody made of them', async () => {
    await edit('one', 'emil')
    await commitFile(text.replace('one', 'github'))
    await push(world)
    await read(world)
    const { version, proposal } = await getDecision(emil, { id: 'DEC-001' })
    expect(proposal).toMatchObject({
      state: 'conflict',
      conflict: {
        ...{
          base: text,
          theirs: text.replace('one', 'github'),
          yours: text.replace('one', 'emil'),
        },
      },
    })
    const both = text.replace('one', 'github and emil')
    await resolveDecisionConflict(emil, { id: 'DEC-001' }, { content: both, baseVersion: version })
    await push(world)
    const { proposals } = await documentAt(path)
    expect(proposals).toMatchObject([{ state: 'open' }])
  })

  it('says that a pull request was closed, and keeps the text', async () => {
    await edit('one', 'ONE')
    await push(world)
    const { proposals } = await documentAt(path)
    await world.server.repositories.closePullRequest(repository, proposals[0]?.number ?? 0)
    await follow(world)
    await read(world)
    expect(await documentAt(path)).toMatchObject({
      content: text.replace('one', 'ONE'),
      proposals: [{ state: 'closed' }],
    })
  })

  it('moves a record from the portal into the repository and out again', async () => {
    const input = { title: 'Which cards?', system: 'shop', language: 'en' }
    const { id } = await createDecision(emil, CreateDecisionInput.parse(input))
    const file = 'docs/decisions/0002-cards.md'
    await moveDecision(emil, { id }, { home: 'repository', path: file, reason: 'With the code' })
    await push(world)
    const { proposals, content } = await documentAt(file)
    expect(proposals).toMatchObject([{ state: 'open' }])
    await read(world)
    expect(await documentAt(file)).toMatchObject({ removedAt: null, baseContent: null })
    await world.server.repositories.mergePullRequest(repository, proposals[0]?.number ?? 0)
    await follow(world)
    await read(world)
    expect(await documentAt(file)).toMatchObject({ baseContent: content, version: 1 })
    await moveDecision(emil, { id }, { home: 'portal', reason: 'Not about code' })
    await read(world)
    expect(await documentAt(file)).toMatchObject({ home: 'portal', content, removedAt: null })
  })
})
