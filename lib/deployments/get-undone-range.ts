import 'server-only'
import { getStageSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { getGitHub } from '#lib/github/index.ts'
import { readCommitRange } from './read/commit-range.ts'
import { findDoubtfulAttempt } from './read/doubtful-attempt.ts'
import { readRunning } from './read/running.ts'
import { toRepositoryName } from './request/read-readiness.ts'
import type { RollbackTargetPath } from './schemas.ts'
import type { CommitRange } from './types.ts'

/** The commits that going back to an earlier deployment of the stage would undo. */
export async function getUndoneRange(
  ctx: Context,
  { system, stage, id }: RollbackTargetPath,
): Promise<CommitRange> {
  const subject = await getStageSubject(ctx, { system, stage })
  const target = await getDb().deployment.findFirst({
    where: { id, stageId: subject.stageId },
    select: { commitSha: true },
  })
  const repository = toRepositoryName(subject)
  if (!target?.commitSha || !repository) throw notFound('This deployment of the stage')
  const [running, doubt] = await Promise.all([
    readRunning(subject.stageId),
    findDoubtfulAttempt(subject.stageId),
  ])
  const ends = { from: doubt?.commitSha ?? running.commitSha, to: target.commitSha }
  return readCommitRange(getGitHub(), repository, ends)
}
