import 'server-only'
import { setImmediate } from 'node:timers/promises'
import { getSystemSubject } from '#lib/catalog/index.ts'
import type { Change } from '#lib/core/changes.ts'
import type { Context } from '#lib/core/context.ts'
import { authorise, mutate } from '#lib/core/mutate.ts'
import { onTransaction } from '#lib/core/run-sql.ts'
import { readDocument } from '../read/read-document.ts'
import type { DocumentContent } from '../schemas.ts'
import { decodeText, findTextFault, type TextFault } from './check-text.ts'
import { findPathFault } from './paths.ts'
import { attachSpikes } from './project/attach-spikes.ts'
import { loadSubjectIndex } from './project/subject-index.ts'
import { storeImportedFile } from './store-imported-file.ts'

export interface FileToImport {
  readonly path: string
  /** Bytes where the file came as such. */
  readonly content: string | Uint8Array
}

export interface ImportInput {
  readonly files: readonly FileToImport[]
  /** Slug of the system the documents belong to. */
  readonly system?: string | null
}

export interface ImportedFile {
  readonly path: string
  readonly outcome: 'created' | 'updated' | 'unchanged' | 'refused'
  readonly documentId: string | null
  readonly decisionId: string | null
  /** Why it was refused. */
  readonly fault: { readonly reason: string; readonly message: string } | null
  /** What was read of it; null when it was refused unread. */
  readonly understood: DocumentContent | null
}

/** A transaction of this many files stays well below its time limit. */
const batchSize = 25

type ReadFile =
  | { readonly path: string; readonly text: string; readonly content: DocumentContent }
  | { readonly path: string; readonly fault: { reason: string; message: string } }

/**
 * Takes files as they are. Each is answered by itself, so that a bad one does not stop the others; importing the same
 * again changes nothing.
 */
export async function importDocuments(
  ctx: Context,
  { files, system }: ImportInput,
): Promise<readonly ImportedFile[]> {
  const subject = system ? await getSystemSubject(ctx, { system }) : null
  await authorise(ctx, 'decision:import', subject)
  const answers: ImportedFile[] = []
  for (let at = 0; at < files.length; at += batchSize) {
    const read: ReadFile[] = []
    for (const file of files.slice(at, at + batchSize)) {
      read.push(readFile(file))
      // Reading is work of the processor; other requests get their turn in between.
      await setImmediate()
    }
    answers.push(...(await storeBatch(ctx, subject, read)))
  }
  return answers
}

function readFile({ path, content: given }: FileToImport): ReadFile {
  const pathFault = findPathFault(path)
  if (pathFault) return { path, fault: { reason: 'path', message: `path ${pathFault}` } }
  const checked =
    typeof given === 'string' ? (findTextFault(given) ?? { text: given }) : decodeText(given)
  if (!('text' in checked)) return { path, fault: toFault(checked) }
  return { path, text: checked.text, content: readDocument(checked.text) }
}

const toFault = ({ reason, message }: TextFault) => ({ reason, message })

async function storeBatch(
  ctx: Context,
  subject: Awaited<ReturnType<typeof getSystemSubject>> | null,
  files: readonly ReadFile[],
): Promise<readonly ImportedFile[]> {
  const place = { systemId: subject?.systemId ?? null, systemSlug: subject?.systemSlug ?? null }
  return mutate(ctx, 'decision:import', subject, async (tx) => {
    const run = onTransaction(tx)
    const projection = { run, subjects: await loadSubjectIndex(run) }
    const changes: Change[] = []
    const result: ImportedFile[] = []
    for (const file of files) {
      if ('fault' in file) {
        result.push({ ...nothing, path: file.path, outcome: 'refused', fault: file.fault })
        continue
      }
      const stored = await storeImportedFile(projection, place, file, ctx.actor.name)
      changes.push(...stored.changes)
      const { changes: _, ...answer } = stored
      result.push({ ...nothing, ...answer, path: file.path, understood: file.content })
    }
    if (result.some(({ outcome }) => outcome === 'created')) {
      changes.push(...(await attachSpikes(projection, place.systemId)))
    }
    const changed = result.filter(({ outcome }) => outcome === 'created' || outcome === 'updated')
    return {
      result,
      changes,
      audit:
        changed.length === 0
          ? 'unchanged'
          : {
              action: 'decision.import',
              entity: { kind: 'system', id: subject?.systemSlug ?? '*' },
              systemId: place.systemId,
              before: null,
              after: { files: changed.map(({ path, outcome }) => ({ path, outcome })) },
            },
    }
  })
}

const nothing = { documentId: null, decisionId: null, fault: null, understood: null } as const
