import { jobContext } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { followProposals } from '#lib/documents/store/proposals/follow-proposals.ts'
import { pushProposal } from '#lib/documents/store/proposals/push-proposal.ts'
import { readRepositoryDocuments } from '#lib/documents/store/repository/read-repository.ts'
import { createStage } from '#tests/factories/catalog.ts'
import { type GitHubWorld, startGitHubWorld } from '../../catalog/github-world.ts'

export { type GitHubWorld, startGitHubWorld }

const job = jobContext('documents')
const soon = () => AbortSignal.timeout(20_000)

export const repository = 'acme/shop'

/** The system `shop` of `acme/shop`, whose decisions are read. */
export async function createShop(): Promise<string> {
  const stage = await createStage({
    system: 'shop',
    team: 'store',
    repository: { owner: 'acme', name: 'shop' },
  })
  await getDb().system.update({
    where: { id: stage.systemId },
    data: { documents: ['docs/decisions/*.md'] },
  })
  return stage.systemId
}

export async function read(world: GitHubWorld): Promise<void> {
  const { id } = await getDb().system.findUniqueOrThrow({ where: { slug: 'shop' } })
  await readRepositoryDocuments(job, world.github, id, soon())
}

/** What the worker does with proposals that wait. */
export async function push(world: GitHubWorld): Promise<void> {
  const waiting = await getDb().documentProposal.findMany({
    where: { state: { in: ['queued', 'opening'] } },
  })
  for (const { id } of waiting) await pushProposal(job, world.github, id, soon())
}

export async function follow(world: GitHubWorld): Promise<void> {
  await followProposals(job, world.github, soon())
}

export const documentAt = (path: string) =>
  getDb().document.findFirstOrThrow({
    where: { path },
    include: { decision: true, proposals: { orderBy: { createdAt: 'asc' } } },
  })
