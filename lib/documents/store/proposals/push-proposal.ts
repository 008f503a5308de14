import 'server-only'
import type { Context } from '#lib/core/context.ts'
import {
  createBranch,
  findPullRequest,
  type GitHub,
  type GitHubFailure,
  type OpenedPullRequest,
  openPullRequest,
  type Result,
  readFile,
  readRef,
  readRepository,
  writeFile,
} from '#lib/github/index.ts'
import { toBlobSha } from '../hash.ts'
import { findProposal, type LoadedProposal, listOwnTexts } from './load-proposal.ts'
import { settleProposal } from './settle-proposal.ts'
import { toCommitMessage, toPullRequestText } from './texts.ts'

/**
 * Carries a proposal to the repository: branch, file, pull request. Each step looks first whether it was done already,
 * so that a lost answer, a crash or a second worker never makes two of anything.
 */
export async function pushProposal(
  ctx: Context,
  github: GitHub,
  proposalId: string,
  signal: AbortSignal,
): Promise<void> {
  const proposal = await findProposal(proposalId)
  if (!proposal || !['queued', 'opening'].includes(proposal.state)) return
  await settleProposal(ctx, proposal, { state: 'opening' })
  const carry = { github, proposal, signal }
  const base = await findBaseBranch(carry)
  if (!base.ok) return settleProposal(ctx, proposal, { failure: base.failure })
  const branch = await ensureBranch(carry, base.value)
  if (!branch.ok) return settleProposal(ctx, proposal, { failure: branch.failure })
  const file = await ensureFile(carry)
  if (!file.ok) return settleProposal(ctx, proposal, { failure: file.failure })
  if (file.value === 'changed_elsewhere') {
    return settleProposal(ctx, proposal, { isChangedElsewhere: true })
  }
  const pull = await ensurePullRequest(carry, base.value)
  await settleProposal(ctx, proposal, pull.ok ? { pull: pull.value } : { failure: pull.failure })
}

interface Carry {
  readonly github: GitHub
  readonly proposal: LoadedProposal
  readonly signal: AbortSignal
}

async function findBaseBranch({ github, proposal, signal }: Carry): Promise<Result<string>> {
  if (proposal.baseBranch) return { ok: true, value: proposal.baseBranch }
  const repository = await readRepository(github, proposal.repository, signal)
  return repository.ok ? { ok: true, value: repository.value.defaultBranch } : repository
}

async function ensureBranch(
  { github, proposal, signal }: Carry,
  base: string,
): Promise<Result<null>> {
  const { repository, branch } = proposal
  const found = await readRef(github, repository, branch, { first: 'branch', signal })
  if (found.ok) return { ok: true, value: null }
  if (found.failure.kind !== 'not_found') return found
  const head = await readRef(github, repository, base, { first: 'branch', signal })
  if (!head.ok) return head
  const made = await createBranch(github, repository, { branch, commitSha: head.value.commitSha })
  return isRefusedAsKnown(made) ? { ok: true, value: null } : made
}

/** 422 for a branch or pull request says that it exists already; the next look finds it. */
function isRefusedAsKnown(result: Result<unknown>): boolean {
  return !result.ok && result.failure.kind === 'rejected' && result.failure.status === 422
}

async function ensureFile({
  github,
  proposal,
  signal,
}: Carry): Promise<Result<'written' | 'changed_elsewhere'>> {
  const { repository, branch, path, content } = proposal
  const found = await readFile(github, repository, path, { ref: branch, signal })
  if (!found.ok && found.failure.kind !== 'not_found') return found
  const current = found.ok ? found.value.blobSha : null
  if (current === toBlobSha(content)) return { ok: true, value: 'written' }
  if (!(await isOurs(proposal, current))) return { ok: true, value: 'changed_elsewhere' }
  const written = await writeFile(github, repository, {
    ...{ branch, path, text: content, blobSha: current },
    message: toCommitMessage(proposal),
  })
  if (written.ok) return { ok: true, value: 'written' }
  return isConflict(written.failure) ? { ok: true, value: 'changed_elsewhere' } : written
}

const isConflict = (failure: GitHubFailure) => failure.kind === 'rejected' && failure.status === 409

/** Only the file we began from, or one we wrote, may be replaced. */
async function isOurs(proposal: LoadedProposal, blobSha: string | null): Promise<boolean> {
  if (blobSha === proposal.baseBlobSha) return true
  if (blobSha === null) return false
  return (await listOwnTexts(proposal.documentId)).some((text) => toBlobSha(text) === blobSha)
}

async function ensurePullRequest(
  { github, proposal, signal }: Carry,
  base: string,
): Promise<Result<OpenedPullRequest>> {
  const { repository, branch } = proposal
  const found = await findPullRequest(github, repository, branch, signal)
  if (!found.ok) return found
  // One that ended while another version was saved is not taken up again.
  const isOver = found.value?.state !== 'open' && found.value?.number === proposal.number
  if (found.value && !isOver) return { ok: true, value: found.value }
  const text = toPullRequestText(proposal)
  const opened = await openPullRequest(github, repository, { branch, base, ...text })
  if (!isRefusedAsKnown(opened)) return opened
  const again = await findPullRequest(github, repository, branch, signal)
  return again.ok && again.value ? { ok: true, value: again.value } : opened
}
