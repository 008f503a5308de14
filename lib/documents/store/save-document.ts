import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getPool, type Tx } from '#lib/core/db.ts'
import { conflict, forbidden, invalidInput } from '#lib/core/errors.ts'
import { authorise, mutate } from '#lib/core/mutate.ts'
import type { Permission } from '#lib/core/permissions.ts'
import { onTransaction } from '#lib/core/run-sql.ts'
import { applyEdits } from '../edits/apply-edits.ts'
import { readDocument } from '../read/read-document.ts'
import type { DocumentContent, DocumentEdit } from '../schemas.ts'
import { requireText } from './check-text.ts'
import { getVisibleDocument, type StoredDocument } from './get-visible-document.ts'
import { mergeTexts } from './merge-texts.ts'
import { loadSubjectIndex } from './project/subject-index.ts'
import { proposeVersion } from './proposals/propose-version.ts'
import { updateDocument, type WrittenDocument } from './write-document.ts'

/** A whole text or changes of one, and the version they were made from. */
export interface SaveInput {
  readonly content?: string
  readonly edits?: readonly DocumentEdit[]
  readonly baseVersion: number
  readonly reason?: string | null
}

export interface SaveOptions {
  /** Who may; default `decision:write`. */
  readonly permission?: Permission
  /** Name of the audit entry; default `document.save`. */
  readonly action?: string
  /** Something else to do in the same transaction. */
  readonly also?: (tx: Tx) => Promise<void>
}

export interface SavedDocument {
  readonly id: string
  readonly version: number
  /** `merged` when somebody else had saved meanwhile and both changes stand. */
  readonly outcome: 'saved' | 'merged' | 'unchanged'
  readonly content: string
}

/** Tries again when somebody saves between reading and writing; more often than this is no coincidence. */
const maxAttempts = 5

/**
 * Saves a text. When the document changed since `baseVersion` both changes are merged; where they touch the same
 * lines nothing is stored and the conflict carries all three texts with the places that differ.
 */
export async function saveDocument(
  ctx: Context,
  id: string,
  input: SaveInput,
  options: SaveOptions = {},
): Promise<SavedDocument> {
  for (let attempt = 1; ; attempt += 1) {
    const saved = await trySave(ctx, id, input, options)
    if (saved) return saved
    if (attempt === maxAttempts) {
      throw conflict('This document is being changed by many at once. Try again in a moment.', {
        reason: 'document_busy',
      })
    }
  }
}

async function trySave(
  ctx: Context,
  id: string,
  input: SaveInput,
  { permission = 'decision:write', action = 'document.save', also }: SaveOptions,
): Promise<SavedDocument | null> {
  const { document, subject } = await getVisibleDocument(ctx, id)
  await authorise(ctx, permission, subject)
  const plan = await planSave(document, input)
  if (plan.text === document.content && !also) {
    return { id, version: document.version, outcome: 'unchanged', content: plan.text }
  }
  const content = readDocument(plan.text)
  if (permission === 'decision:write') {
    refuseDecidingByEdit(readDocument(document.content), content)
  }
  return mutate<SavedDocument | null>(ctx, permission, subject, async (tx) => {
    const run = onTransaction(tx)
    const [row] = await run<{ version: number }>(
      'SELECT version FROM document WHERE id = $1::uuid AND removed_at IS NULL FOR UPDATE',
      [id],
    )
    if (row?.version !== document.version) return { result: null, audit: 'unchanged' as const }
    const reason = input.reason ?? null
    const written = await writeVersion(tx, ctx, document, { ...plan, content, reason })
    await also?.(tx)
    const { version } = written
    return {
      result: { id, version, content: plan.text, outcome: plan.isMerged ? 'merged' : 'saved' },
      audit: {
        action,
        entity: toEntity(written.decisionId, id),
        systemId: document.systemId,
        before: { version: document.version },
        after: { version, reason, title: content.title },
      },
      changes: written.changes,
    }
  })
}

interface VersionToWrite extends SavePlan {
  readonly content: DocumentContent
  readonly reason: string | null
}

/** Stores the version, has it carried to its repository, and forgets what its author had not saved. */
async function writeVersion(
  tx: Tx,
  { actor }: Context,
  document: StoredDocument,
  { text, isMerged, content, reason }: VersionToWrite,
): Promise<WrittenDocument> {
  const run = onTransaction(tx)
  const projection = { run, subjects: await loadSubjectIndex(run) }
  const origin = isMerged ? ('merged' as const) : ('edited' as const)
  const authorship = { origin, author: actor.name, reason }
  const written = await updateDocument(projection, document, { text, content }, authorship)
  if (document.home === 'repository') {
    await proposeVersion(tx, document, { version: written.version, author: actor.name, reason })
  }
  if (actor.kind === 'user') {
    await tx.documentDraft.deleteMany({ where: { documentId: document.id, userId: actor.id } })
  }
  return written
}

const toEntity = (decisionId: string | null, documentId: string) =>
  decisionId ? { kind: 'decision', id: decisionId } : { kind: 'document', id: documentId }

interface SavePlan {
  readonly text: string
  readonly isMerged: boolean
}

async function planSave(document: StoredDocument, input: SaveInput): Promise<SavePlan> {
  const base = await loadBase(document, input.baseVersion)
  const yours = toYours(base, input)
  if (input.baseVersion === document.version) return { text: yours, isMerged: false }
  const theirs = document.content
  const merged = mergeTexts({ base, theirs, yours })
  if (merged.hunks === undefined) {
    return { text: requireText(merged.text), isMerged: merged.text !== yours }
  }
  throw conflict(
    `${document.title} was changed by ${document.updatedBy} meanwhile, at the same places. Nothing of yours was stored: decide for each place.`,
    {
      reason: 'document_changed',
      details: {
        baseVersion: input.baseVersion,
        currentVersion: document.version,
        changedBy: document.updatedBy,
        ...{ base, theirs, yours, hunks: merged.hunks },
      },
    },
  )
}

function toYours(base: string, { content, edits }: SaveInput): string {
  if (content !== undefined) return requireText(content)
  const edited = applyEdits(base, edits ?? [])
  if (edited.problems === undefined) return requireText(edited.text)
  const message = edited.problems.map((problem) => problem.message).join('; ')
  throw invalidInput(message, { reason: 'edit_impossible', details: { problems: edited.problems } })
}

async function loadBase(document: StoredDocument, baseVersion: number): Promise<string> {
  if (baseVersion === document.version) return document.content
  const { rows } = await getPool().query<{ content: string }>(
    'SELECT content FROM document_version WHERE document_id = $1::uuid AND number = $2',
    [document.id, baseVersion],
  )
  if (rows[0]) return rows[0].content
  const message = `is no version of this document; the newest is ${document.version}`
  throw invalidInput(`baseVersion ${message}.`, { fields: [{ path: 'baseVersion', message }] })
}

/** Whoever may write a record may not thereby decide it: accepting has its own verb, which asks what is missing. */
function refuseDecidingByEdit(before: DocumentContent, after: DocumentContent): void {
  const status = after.record?.status
  if (status !== 'accepted' && status !== 'rejected') return
  if (before.record?.status === status) return
  throw forbidden(
    'Writing another status does not decide a record. Use "decide", which asks what is still missing.',
    { reason: 'decide_instead', details: { status } },
  )
}
