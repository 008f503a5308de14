import { beforeEach, describe, expect, it } from 'vitest'
import { getDb } from '#lib/core/db.ts'
import type { AppError } from '#lib/core/errors.ts'
import { createDecision, editDecision, getDecision, listDecisions } from '#lib/decisions/index.ts'
import { CreateDecisionInput, ListDecisionsQuery } from '#lib/decisions/schemas.ts'
import {
  createDocument,
  deleteDraft,
  diffVersions,
  findDraft,
  getVersion,
  listVersions,
  saveDocument,
  saveDraft,
} from '#lib/documents/index.ts'
import { createStage } from '#tests/factories/catalog.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { actAs, signIn } from '../../decisions/people.ts'
import { toRecordText } from '../../decisions/texts.ts'

useDatabase()

beforeEach(async () => {
  await getDb().$executeRawUnsafe('TRUNCATE document, decision, system, team CASCADE')
})

const emil = actAs('engineer', 'emil')
const lena = actAs('engineer', 'lena')
const store = async (content: string, system?: string) =>
  createDocument(emil, { content, system: system ?? null })
const contentOf = async (id: string) =>
  (await getDb().document.findUniqueOrThrow({ where: { id } })).content

async function failureOf(work: Promise<unknown>): Promise<AppError> {
  return work.then(
    () => Promise.reject(new Error('It was not refused.')),
    (error: AppError) => error,
  )
}

describe('saving', () => {
  it('keeps every version with who wrote it and why, byte for byte', async () => {
    const text = `\ufeff${toRecordText().replaceAll('\n', '\r\n')}\u00ad\u200b`
    const { id } = await store(text)
    await saveDocument(lena, id, { content: `${text}x`, baseVersion: 1, reason: 'An x' })
    expect(await contentOf(id)).toBe(`${text}x`)
    expect(await listVersions(emil, id)).toMatchObject([
      { number: 2, origin: 'edited', author: 'lena', reason: 'An x' },
      { number: 1, origin: 'created', author: 'emil', reason: null },
    ])
    expect((await getVersion(emil, id, 1)).content).toBe(text)
    expect((await diffVersions(emil, id, { from: 1, to: 2 })).hunks?.[0]?.lines).toContainEqual({
      kind: 'removed',
      text: expect.stringContaining('\u00ad'),
    })
  })

  it('merges what two people changed at different places, and says so', async () => {
    const { id } = await store(toRecordText({ body: 'one\n\ntwo\n\nthree\n\nfour\n' }))
    const base = await contentOf(id)
    const theirs = base.replace('one', 'ONE')
    const yours = base.replace('four', 'FOUR')
    await saveDocument(emil, id, { content: theirs, baseVersion: 1 })
    const saved = await saveDocument(lena, id, { content: yours, baseVersion: 1 })
    expect(saved).toMatchObject({ outcome: 'merged', version: 3 })
    expect(await contentOf(id)).toBe(theirs.replace('four', 'FOUR'))
  })

  it('answers a conflict with all three texts and the places, and stores nothing', async () => {
    const { id } = await store(toRecordText({ body: 'uno\n' }))
    const base = await contentOf(id)
    const theirs = base.replace('uno', 'emil')
    const yours = base.replace('uno', 'lena')
    await saveDocument(emil, id, { content: theirs, baseVersion: 1 })
    const error = await failureOf(saveDocument(lena, id, { content: yours, baseVersion: 1 }))
    expect(error).toMatchObject({ code: 'conflict', reason: 'document_changed' })
    expect(error.details).toMatchObject({
      ...{ base, theirs, yours, currentVersion: 2, changedBy: 'emil' },
      hunks: [{ base: { text: 'uno\n' }, theirs: { text: 'emil\n' }, yours: { text: 'lena\n' } }],
    })
    expect(await contentOf(id)).toBe(theirs)
  })

  it('loses nothing of twenty who save different lines at once', async () => {
    const lines = Array.from({ length: 20 }, (_, index) => `line ${index}\n\nbetween\n\n`)
    const { id } = await store(toRecordText({ body: lines.join('') }))
    const base = await contentOf(id)
    const save = async (index: number): Promise<unknown> => {
      const content = base.replace(`line ${index}\n`, `LINE ${index}\n`)
      const error = await saveDocument(emil, id, { content, baseVersion: 1 }).catch(
        (failure: AppError) => failure,
      )
      return error instanceof Error && 'reason' in error && error.reason === 'document_busy'
        ? save(index)
        : error
    }
    await Promise.all(lines.map((_, index) => save(index)))
    const text = await contentOf(id)
    for (const index of lines.keys()) expect(text).toContain(`LINE ${index}\n`)
    expect(await getDb().documentVersion.count({ where: { documentId: id } })).toBe(21)
  }, 30_000)

  it('stores no version when nothing changed', async () => {
    const { id } = await store(toRecordText())
    const saved = await saveDocument(emil, id, { content: toRecordText(), baseVersion: 1 })
    expect(saved).toMatchObject({ outcome: 'unchanged', version: 1 })
  })

  it.each([
    ['4 MB', 'x'.repeat(4_000_000), 'too_large', /4000000 bytes, at most 1048576/],
    ['a NUL', 'ab\0c', 'invisible_character', /position 3 \(line 1\)/],
    ['half a surrogate pair', 'a\nb\ud800c', 'invisible_character', /position 4 \(line 2\)/],
  ])('refuses %s and names it', async (_, content, reason, message) => {
    const { id } = await store(toRecordText())
    const error = await failureOf(saveDocument(emil, id, { content, baseVersion: 1 }))
    expect(error).toMatchObject({ code: 'invalid_input', reason })
    expect(error.message).toMatch(message)
    expect(await contentOf(id)).toBe(toRecordText())
  })

  it('does not decide a record by writing another status', async () => {
    const { id } = await store(toRecordText())
    for (const ctx of [emil, actAs('admin', 'ada')]) {
      const edits = [{ kind: 'set_status', status: 'accepted' } as const]
      const error = await failureOf(saveDocument(ctx, id, { edits, baseVersion: 1 }))
      expect(error).toMatchObject({ code: 'forbidden', reason: 'decide_instead' })
    }
  })

  it('changes the bytes of an edit alone', async () => {
    const { id } = await store(toRecordText())
    const edits = [{ kind: 'set_date', field: 'recorded_on', day: '2026-04-02' } as const]
    await saveDocument(emil, id, { edits, baseVersion: 1 })
    expect(await contentOf(id)).toBe(toRecordText().replace('2026-03-01', '2026-04-02'))
  })
})

describe('who may', () => {
  it('hides a document of a system the reader does not see, everywhere', async () => {
    const stage = await createStage({ system: 'shop', team: 'store' })
    await store(toRecordText(), stage.system.slug)
    const otto = actAs('admin', 'otto', { systems: [], teams: ['circle'] })
    await expect(getDecision(otto, { id: 'DEC-001' })).rejects.toMatchObject({ code: 'not_found' })
    const page = await listDecisions(otto, ListDecisionsQuery.parse({}))
    expect(page).toMatchObject({ items: [], total: 0 })
    const { items } = await listDecisions(emil, ListDecisionsQuery.parse({}))
    expect(items).toMatchObject([{ id: 'DEC-001', system: { slug: 'shop' } }])
  })

  it('lets viewers read and not write, and nobody change what is nobody’s with a role for one team', async () => {
    const { id } = await store(toRecordText())
    const vera = actAs('viewer', 'vera')
    const input = { content: 'x', baseVersion: 1 }
    expect((await getDecision(vera, { id: 'DEC-001' })).allowed).toEqual({
      write: false,
      decide: false,
    })
    await expect(saveDocument(vera, id, input)).rejects.toMatchObject({ code: 'forbidden' })
    const otto = actAs('admin', 'otto', { systems: [], teams: ['circle'] })
    expect((await getDecision(otto, { id: 'DEC-001' })).id).toBe('DEC-001')
    await expect(saveDocument(otto, id, input)).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('drafts', () => {
  it('are kept per person, seen by nobody else, and no business of the audit trail', async () => {
    const { id } = await store(toRecordText())
    const [ida, jan] = [await signIn('engineer', 'ida'), await signIn('engineer', 'jan')]
    await saveDraft(ida, id, { content: 'half a', baseVersion: 1 })
    await saveDraft(ida, id, { content: 'half a thought', baseVersion: 1 })
    expect(await findDraft(ida, id)).toMatchObject({ content: 'half a thought', baseVersion: 1 })
    expect(await findDraft(jan, id)).toBeNull()
    expect(await getDb().auditEntry.count({ where: { actorName: 'ida' } })).toBe(0)
    await deleteDraft(ida, id)
    expect(await findDraft(ida, id)).toBeNull()
    await saveDraft(jan, id, { content: 'x', baseVersion: 1 })
    await saveDocument(jan, id, { content: 'x', baseVersion: 1 })
    expect(await findDraft(jan, id)).toBeNull()
  })
})

describe('a new record', () => {
  it('gets the next number of its system and the sections of its language', async () => {
    await createStage({ system: 'mvp', team: 'studio' })
    await createDocument(emil, { content: toRecordText({ number: 'DEC-020' }), system: 'mvp' })
    const input = {
      title: 'Woher kommen die Karten?',
      options: ['Selbst', 'Gekauft'],
      system: 'mvp',
    }
    const { id } = await createDecision(emil, CreateDecisionInput.parse(input))
    expect(id).toBe('DEC-021')
    const decision = await getDecision(emil, { id })
    expect(decision).toMatchObject({ number: 'DEC-021', status: 'proposed', version: 1 })
    expect(decision.understood.record?.options.map(({ title }) => title)).toEqual([
      'Selbst',
      'Gekauft',
    ])
    const saved = await editDecision(
      emil,
      { id },
      { baseVersion: 1, edits: [{ kind: 'set_title', title: 'Woher die Karten?' }] },
    )
    expect(saved).toMatchObject({ id, outcome: 'saved' })
    expect(await getDb().auditEntry.count({ where: { action: 'decision.edit' } })).toBe(1)
  })
})
