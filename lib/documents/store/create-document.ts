import 'server-only'
import { getSystemSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { conflict, invalidInput } from '#lib/core/errors.ts'
import { mutate } from '#lib/core/mutate.ts'
import { onTransaction } from '#lib/core/run-sql.ts'
import { readDocument } from '../read/read-document.ts'
import { requireText } from './check-text.ts'
import { requirePath } from './paths.ts'
import { attachSpikes } from './project/attach-spikes.ts'
import { loadSubjectIndex } from './project/subject-index.ts'
import { proposeVersion } from './proposals/propose-version.ts'
import { type DocumentHome, insertDocument } from './write-document.ts'

export interface CreateDocumentInput {
  readonly content: string
  /** Slug of the system it belongs to; without one it is everybody's, and writing needs a role everywhere. */
  readonly system?: string | null
  readonly home?: 'portal' | 'repository'
  /** Where the file is to be; needed for a document of the repository. */
  readonly path?: string | null
  readonly reason?: string | null
}

export interface CreatedDocument {
  readonly id: string
  readonly decisionId: string | null
}

/** Stores a new document; one that lives in the repository is proposed there by a pull request. */
export async function createDocument(
  ctx: Context,
  input: CreateDocumentInput,
  action = 'document.create',
): Promise<CreatedDocument> {
  const system = input.system ? await getSystemSubject(ctx, { system: input.system }) : null
  const place = toPlace(input, system)
  const text = requireText(input.content)
  const read = { text, content: readDocument(text) }
  const author = ctx.actor.name
  const reason = input.reason ?? null
  return mutate(ctx, 'decision:write', system, async (tx) => {
    const run = onTransaction(tx)
    if (place.repository && place.path) {
      const where = { repository: place.repository, path: place.path }
      if (await tx.document.findFirst({ where, select: { id: true } })) {
        throw conflict(`${place.path} of ${place.repository} is a document already.`, {
          reason: 'path_taken',
        })
      }
    }
    const projection = { run, subjects: await loadSubjectIndex(run) }
    const written = await insertDocument(projection, place, read, {
      ...{ origin: 'created', author, reason },
    })
    const { id, decisionId } = written
    if (place.home === 'repository') {
      const document = { id, title: read.content.title, path: place.path, baseBlobSha: null }
      await proposeVersion(tx, document, { version: 1, author, reason })
    }
    return {
      result: { id, decisionId },
      audit: {
        action,
        entity: decisionId ? { kind: 'decision', id: decisionId } : { kind: 'document', id },
        systemId: place.systemId,
        before: null,
        after: { title: read.content.title, home: place.home, path: place.path, reason },
      },
      changes: [...written.changes, ...(await attachSpikes(projection, place.systemId))],
    }
  })
}

type System = Awaited<ReturnType<typeof getSystemSubject>>

function toPlace(
  { home = 'portal', path = null }: CreateDocumentInput,
  system: System | null,
): DocumentHome {
  const own = { systemId: system?.systemId ?? null, systemSlug: system?.systemSlug ?? null }
  if (home === 'portal') return { ...own, home, repository: null, path: null, branch: null }
  if (!system?.repository) {
    const message = 'needs a system with a repository'
    throw invalidInput(`home ${message}.`, { fields: [{ path: 'home', message }] })
  }
  const repository = `${system.repository.owner}/${system.repository.name}`
  return { ...own, home, repository, path: requirePath(path), branch: null }
}
