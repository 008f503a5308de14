import 'server-only'
import type { Context } from '#lib/core/context.ts'
import {
  type GitHub,
  type GitHubFailure,
  listCommits,
  readBlob,
  readRef,
  readRepository as readRepositoryFacts,
  readTree,
  type TreeFile,
} from '#lib/github/index.ts'
import { decodeText } from '../check-text.ts'
import { applyFiles, type ReadFile } from './apply-files.ts'
import { findReadingSubject, listKnownFiles, type ReadingSubject } from './load-reading.ts'
import { toPathMatcher } from './match-path.ts'
import { planReading } from './plan-reading.ts'
import { recordFailure, recordMoves, recordRead } from './record-reading.ts'

/** So many documents of one system are read; the rest is reported. */
const maxFiles = 2_000
/** Above this many changed files their authors are not asked for: each costs a call. */
const maxAuthors = 100
const batchSize = 20

/** Reads the documents of a system's repository at its default branch: the tree with one call, then what changed. */
export async function readRepositoryDocuments(
  ctx: Context,
  github: GitHub,
  systemId: string,
  signal: AbortSignal,
): Promise<void> {
  const subject = await findReadingSubject(systemId)
  if (!subject) return
  const head = await readHead(github, subject, signal)
  if ('failure' in head) return recordFailure(ctx, subject, toFailure(head.failure))
  const matches = toPathMatcher(subject.patterns)
  const files = head.files.filter(({ path }) => matches(path))
  const plan = planReading(files.slice(0, maxFiles), await listKnownFiles(subject))
  await recordMoves(ctx, subject, plan)
  const tooLarge = plan.tooLarge.map(({ file, id }) => ({
    ...{ file, id },
    fault: { reason: 'too_large', message: `is too large: ${file.sizeBytes} bytes` },
  }))
  const origin = { ...subject, branch: head.branch, commitSha: head.commitSha }
  await applyFiles(ctx, origin, tooLarge)
  for (let at = 0; at < plan.changed.length; at += batchSize) {
    if (signal.aborted) return
    const batch = plan.changed.slice(at, at + batchSize)
    const isFew = plan.changed.length <= maxAuthors
    const read = await Promise.all(
      batch.map(({ file, id }) => readOne({ github, subject, head, signal }, file, id, isFew)),
    )
    await applyFiles(ctx, origin, read)
  }
  const isCut = head.isTruncated || files.length > maxFiles
  if (isCut)
    ctx.logger.warn({ system: subject.systemSlug, found: files.length }, 'documents left out')
  await recordRead(ctx, subject)
}

interface Head {
  readonly branch: string
  readonly commitSha: string
  readonly files: readonly TreeFile[]
  readonly isTruncated: boolean
}

async function readHead(
  github: GitHub,
  { repository }: ReadingSubject,
  signal: AbortSignal,
): Promise<Head | { readonly failure: GitHubFailure }> {
  const facts = await readRepositoryFacts(github, repository, signal)
  if (!facts.ok) return facts
  const branch = facts.value.defaultBranch
  const ref = await readRef(github, repository, branch, { first: 'branch', signal })
  if (!ref.ok) return ref
  const { commitSha } = ref.value
  const tree = await readTree(github, repository, commitSha, signal)
  if (!tree.ok) return tree
  return { branch, commitSha, ...tree.value }
}

interface Reading {
  readonly github: GitHub
  readonly subject: ReadingSubject
  readonly head: Head
  readonly signal: AbortSignal
}

async function readOne(
  { github, subject, head, signal }: Reading,
  file: TreeFile,
  id: string | null,
  withAuthor: boolean,
): Promise<ReadFile> {
  const { repository } = subject
  const blob = await readBlob(github, repository, file.blobSha, signal)
  if (!blob.ok) return { file, id, fault: toFailure(blob.failure) }
  const decoded = decodeText(blob.value)
  if (!('text' in decoded)) return { file, id, fault: decoded }
  if (!withAuthor) return { file, id, text: decoded.text, author: null, reason: null }
  const { path } = file
  const commits = await listCommits(github, repository, {
    ...{ branch: head.commitSha, limit: 1, path, signal },
  })
  const [commit] = commits.ok ? commits.value : []
  return {
    ...{ file, id, text: decoded.text },
    author: commit?.author || null,
    reason: commit?.subject ?? null,
  }
}

const toFailure = ({ kind, message }: GitHubFailure) => ({ reason: kind, message })
