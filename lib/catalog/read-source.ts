import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import type { GitHub } from '#lib/github/get-github.ts'
import { applySource } from './apply-source.ts'
import { readFolderSource } from './read-folder-source.ts'
import { readGitHubSource } from './read-github-source.ts'
import { findRepositoryFacts } from './repository-facts.ts'
import { parseRepositorySetting } from './source-settings.ts'

/** Reads one source and applies what it says. A source that was removed meanwhile is left alone. */
export async function readSource(
  ctx: Context,
  github: GitHub,
  sourceId: string,
  signal: AbortSignal,
): Promise<void> {
  const source = await getDb().catalogSource.findUnique({ where: { id: sourceId } })
  if (source === null || source.removedAt !== null || source.kind === 'github-org') return
  const read =
    source.kind === 'folder'
      ? await readFolderSource({ kind: 'folder', path: source.location })
      : await readGitHubSource(github, parseRepositorySetting(source.location), signal)
  const findFacts = (repository: string) => findRepositoryFacts(github, repository, signal)
  await applySource(ctx, { sourceId, read, findFacts })
}
