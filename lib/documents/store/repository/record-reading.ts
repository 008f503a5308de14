import type { Context } from '#lib/core/context.ts'
import { observe } from '#lib/core/mutate.ts'
import { onTransaction } from '#lib/core/run-sql.ts'
import { hideDocument } from '../project/project-document.ts'
import { toDocumentChanges } from '../to-document-changes.ts'
import type { ReadingSubject } from './load-reading.ts'
import type { ReadingPlan } from './plan-reading.ts'

export interface ReadingFailure {
  readonly reason: string
  readonly message: string
}

/** The repository could not be read: every document of it says so, with its last text. */
export async function recordFailure(
  ctx: Context,
  { systemId, repository }: ReadingSubject,
  failure: ReadingFailure,
): Promise<void> {
  await observe(ctx, async (tx) => {
    await onTransaction(tx)(
      `UPDATE document SET failure = $3::jsonb
       WHERE system_id = $1::uuid AND lower(repository) = lower($2) AND home = 'repository' AND removed_at IS NULL`,
      [systemId, repository, JSON.stringify(failure)],
    )
    return { result: null }
  })
}

/** Everything was read that could be; failures of single files stand. */
export async function recordRead(
  ctx: Context,
  { systemId, repository }: ReadingSubject,
): Promise<void> {
  await observe(ctx, async (tx) => {
    await onTransaction(tx)(
      `UPDATE document SET read_at = now(),
         failure = CASE WHEN failure->>'file' IS NULL THEN NULL ELSE failure END
       WHERE system_id = $1::uuid AND lower(repository) = lower($2) AND home = 'repository' AND removed_at IS NULL`,
      [systemId, repository],
    )
    return { result: null }
  })
}

/** Files that got another name keep their history; files that are gone go out of sight with theirs. */
export async function recordMoves(
  ctx: Context,
  { repository }: ReadingSubject,
  { renamed, removed }: Pick<ReadingPlan, 'renamed' | 'removed'>,
): Promise<void> {
  if (renamed.length + removed.length === 0) return
  await observe(ctx, async (tx) => {
    const run = onTransaction(tx)
    for (const { id, path } of renamed) {
      await run('UPDATE document SET path = $2, repository = $3 WHERE id = $1::uuid', [
        id,
        path,
        repository,
      ])
    }
    const changes = []
    for (const id of removed) {
      changes.push(...(await toDocumentChanges(tx, id)))
      await run('UPDATE document SET removed_at = now() WHERE id = $1::uuid', [id])
      await hideDocument({ run }, id)
    }
    return { result: null, changes }
  })
}
