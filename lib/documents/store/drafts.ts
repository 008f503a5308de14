import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { forbidden } from '#lib/core/errors.ts'
import { mutate } from '#lib/core/mutate.ts'
import { requireText } from './check-text.ts'
import { getVisibleDocument } from './get-visible-document.ts'

export interface Draft {
  readonly content: string
  readonly baseVersion: number
  readonly updatedAt: Date
}

/** Keeps what somebody typed; nobody else sees it, and saving the document removes it. */
export async function saveDraft(
  ctx: Context,
  id: string,
  { content, baseVersion }: { readonly content: string; readonly baseVersion: number },
): Promise<Draft> {
  const { subject } = await getVisibleDocument(ctx, id)
  const userId = requirePerson(ctx)
  requireText(content)
  return mutate(ctx, 'decision:write', subject, async (tx) => {
    const data = { content, baseVersion, updatedAt: ctx.now() }
    const result = await tx.documentDraft.upsert({
      where: { documentId_userId: { documentId: id, userId } },
      create: { documentId: id, userId, ...data },
      update: data,
      select: { content: true, baseVersion: true, updatedAt: true },
    })
    // Typing is nobody's business yet.
    return { result, audit: 'unchanged' }
  })
}

/** Null when there is none. */
export async function findDraft(ctx: Context, id: string): Promise<Draft | null> {
  await getVisibleDocument(ctx, id)
  if (ctx.actor.kind !== 'user') return null
  return getDb().documentDraft.findUnique({
    where: { documentId_userId: { documentId: id, userId: ctx.actor.id } },
    select: { content: true, baseVersion: true, updatedAt: true },
  })
}

export async function deleteDraft(ctx: Context, id: string): Promise<void> {
  const { subject } = await getVisibleDocument(ctx, id)
  const userId = requirePerson(ctx)
  await mutate(ctx, 'decision:write', subject, async (tx) => {
    await tx.documentDraft.deleteMany({ where: { documentId: id, userId } })
    return { result: null, audit: 'unchanged' }
  })
}

function requirePerson({ actor }: Context): string {
  if (actor.kind === 'user') return actor.id
  throw forbidden('A draft belongs to a person who is signed in.', { reason: 'person_needed' })
}
