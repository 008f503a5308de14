import 'server-only'
import { getSystemSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { conflict, invalidInput } from '#lib/core/errors.ts'
import { authorise, mutate } from '#lib/core/mutate.ts'
import { getVisibleDocument } from './get-visible-document.ts'
import { requirePath } from './paths.ts'
import { proposeVersion, statesUnderWay } from './proposals/propose-version.ts'
import { toDocumentChanges } from './to-document-changes.ts'

export type MoveInput =
  | { readonly home: 'repository'; readonly path: string; readonly reason: string }
  | { readonly home: 'portal'; readonly reason: string }

/** Gives a document another home: into the repository by a pull request that adds the file, or out of it. */
export async function moveDocument(ctx: Context, id: string, input: MoveInput): Promise<void> {
  const { document, subject } = await getVisibleDocument(ctx, id)
  await authorise(ctx, 'decision:write', subject)
  if (document.home === input.home) {
    throw conflict(`${document.title} lives there already.`, { reason: 'home_unchanged' })
  }
  const place = input.home === 'repository' ? await toFilePlace(ctx, document, input.path) : null
  await mutate(ctx, 'decision:write', subject, async (tx) => {
    if (place) {
      const taken = await tx.document.findFirst({
        where: { repository: place.repository, path: place.path, id: { not: id } },
      })
      if (taken) {
        throw conflict(`${place.path} is a document already.`, { reason: 'path_taken' })
      }
      const base = { baseContent: null, baseBlobSha: null, baseCommitSha: null }
      await tx.document.update({ where: { id }, data: { ...place, ...base, home: 'repository' } })
      const { version, title } = document
      const { reason } = input
      await proposeVersion(
        tx,
        { id, title, path: place.path, baseBlobSha: null },
        { version, author: ctx.actor.name, reason },
      )
    } else {
      await tx.document.update({ where: { id }, data: { home: 'portal' } })
      await tx.documentProposal.updateMany({
        where: { documentId: id, state: { in: [...statesUnderWay] } },
        data: { state: 'closed', updatedAt: ctx.now() },
      })
    }
    return {
      result: null,
      audit: {
        action: 'document.move',
        entity: { kind: 'document', id },
        systemId: document.systemId,
        before: { home: document.home, path: document.path },
        after: { home: input.home, path: place?.path ?? document.path, reason: input.reason },
      },
      changes: await toDocumentChanges(tx, id),
    }
  })
}

async function toFilePlace(
  ctx: Context,
  { systemSlug }: { readonly systemSlug: string | null },
  path: string,
) {
  const system = systemSlug ? await getSystemSubject(ctx, { system: systemSlug }) : null
  if (!system?.repository) {
    throw invalidInput('Only a document of a system with a repository can move there.', {
      fields: [{ path: 'home', message: 'needs a system with a repository' }],
    })
  }
  const { owner, name } = system.repository
  return { repository: `${owner}/${name}`, path: requirePath(path), branch: null }
}
