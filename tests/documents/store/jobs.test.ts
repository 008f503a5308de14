import { beforeEach, expect, it } from 'vitest'
import { getDb, getPool } from '#lib/core/db.ts'
import { createDecision } from '#lib/decisions/index.ts'
import { CreateDecisionInput } from '#lib/decisions/schemas.ts'
import { enqueueDocumentsOfRepository } from '#lib/documents/index.ts'
import { retryProposals } from '#lib/documents/store/proposals/follow-proposals.ts'
import { toPathMatcher } from '#lib/documents/store/repository/match-path.ts'
import { createStage } from '#tests/factories/catalog.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { actAs } from '../../decisions/people.ts'
import { createShop } from './world.ts'

useDatabase()

beforeEach(async () => {
  await getDb().$executeRawUnsafe('TRUNCATE document, decision, system, team CASCADE')
  await getPool().query('DELETE FROM graphile_worker._private_jobs')
})

async function listJobs(): Promise<readonly string[]> {
  const { rows } = await getPool().query<{ key: string }>(
    'SELECT key FROM graphile_worker.jobs ORDER BY key',
  )
  return rows.map(({ key }) => key.replace(/:.*/, ''))
}

it('reads a repository on a push, if its catalog names documents', async () => {
  const systemId = await createShop()
  await createStage({ system: 'other', repository: { owner: 'acme', name: 'other' } })
  await enqueueDocumentsOfRepository('Acme/Shop')
  await enqueueDocumentsOfRepository('acme/other')
  await enqueueDocumentsOfRepository('acme/shop')
  expect(await listJobs()).toEqual(['documents.read'])
  await getDb().system.update({ where: { id: systemId }, data: { documents: [] } })
})

it('stores the job that opens the pull request with the record it is about', async () => {
  await createShop()
  const input = { title: 'Which cards?', system: 'shop', home: 'repository', path: 'docs/a.md' }
  await createDecision(actAs('engineer', 'emil'), CreateDecisionInput.parse(input))
  expect(await listJobs()).toEqual(['documents.push'])
  await expect(
    createDecision(actAs('engineer', 'emil'), CreateDecisionInput.parse(input)),
  ).rejects.toMatchObject({ code: 'conflict', reason: 'path_taken' })
})

it('takes up what a worker left lying, refusals later than the rest', async () => {
  await createShop()
  const input = { title: 'Which cards?', system: 'shop', home: 'repository', path: 'docs/a.md' }
  await createDecision(actAs('engineer', 'emil'), CreateDecisionInput.parse(input))
  const proposal = await getDb().documentProposal.findFirstOrThrow()
  const leave = async (minutes: number, reason: string | null) => {
    await getPool().query('DELETE FROM graphile_worker._private_jobs')
    await getDb().documentProposal.update({
      where: { id: proposal.id },
      data: {
        state: 'opening',
        updatedAt: new Date(Date.now() - minutes * 60_000),
        ...(reason ? { failure: { reason, message: 'No' } } : {}),
      },
    })
    await retryProposals()
    return (await listJobs()).length
  }
  expect(await leave(0, null)).toBe(0)
  expect(await leave(1, null)).toBe(1)
  expect(await leave(1, 'rejected')).toBe(0)
  expect(await leave(16, 'rejected')).toBe(1)
})

it.each([
  ['docs/*.md', 'docs/a.md', true],
  ['docs/*.md', 'docs/deep/a.md', false],
  ['docs/**/*.md', 'docs/a.md', true],
  ['docs/**/*.md', 'docs/deep/er/a.md', true],
  ['docs/00?-*.md', 'docs/001-x.md', true],
  ['docs/a+b (1).md', 'docs/a+b (1).md', true],
  ['docs/a.md', 'docs/axmd', false],
])('%s and %s: %s', (pattern, path, expected) => {
  expect(toPathMatcher([pattern])(path)).toBe(expected)
})
