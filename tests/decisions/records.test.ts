import { beforeEach, describe, expect, it } from 'vitest'
import { getDb } from '#lib/core/db.ts'
import {
  createDecision,
  decideDecision,
  decisionDetailSchema,
  decisionGraphSchema,
  decisionPageSchema,
  decisionReviewsSchema,
  editDecision,
  getDecision,
  getDecisionGraph,
  importDecisions,
  importedDecisionsSchema,
  listDecisionReviews,
  listDecisions,
  supersedeDecision,
} from '#lib/decisions/index.ts'
import { CreateDecisionInput, ListDecisionsQuery } from '#lib/decisions/schemas.ts'
import { toSpikeMarkdown } from '#lib/documents/index.ts'
import { createStage } from '#tests/factories/catalog.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { actAs } from './people.ts'
import { type RecordText, toRecordText } from './texts.ts'

useDatabase()

const emil = actAs('engineer', 'emil')
const lena = actAs('lead', 'lena')

beforeEach(async () => {
  await getDb().$executeRawUnsafe('TRUNCATE document, decision, system, team CASCADE')
})

const importFiles = (files: Readonly<Record<string, string>>, system?: string) =>
  importDecisions(emil, {
    files: Object.entries(files).map(([path, content]) => ({ path, content })),
    system,
  })
const importRecords = (...records: readonly RecordText[]) =>
  importFiles(
    Object.fromEntries(records.map((record, index) => [`docs/${index}.md`, toRecordText(record)])),
  )
const list = (query: Readonly<Record<string, unknown>> = {}) =>
  listDecisions(emil, ListDecisionsQuery.parse(query))
const idsOf = async (query: Readonly<Record<string, unknown>>) =>
  (await list(query)).items.map(({ id }) => id)

describe('search', () => {
  beforeEach(() =>
    importRecords(
      {
        number: 'DEC-001',
        title: 'Priorität der Warteschlange',
        body: 'Entscheidungen über Jobs.',
      },
      { number: 'DEC-002', title: 'Prioritaet der Backups', body: 'We restore databases daily.' },
      {
        number: 'DEC-003',
        title: 'Hosting',
        body: 'Der Server steht in Falkenstein. Backups nachts.',
      },
    ),
  )

  it.each([
    ['Priorität', ['DEC-001', 'DEC-002']],
    ['prioritaet', ['DEC-001', 'DEC-002']],
    ['Prioritäten', ['DEC-001', 'DEC-002']],
    ['Entscheidung', ['DEC-001']],
    ['entscheidu', ['DEC-001']],
    ['restoring database', ['DEC-002']],
    ['Backup', ['DEC-002', 'DEC-003']],
    ['Falkenst', ['DEC-003']],
    ['falkenstein backups', ['DEC-003']],
    ['DEC-002', ['DEC-002']],
    ['dec-00', ['DEC-001', 'DEC-002', 'DEC-003']],
    ["'; DROP TABLE decision; --", []],
    ["x:* & !(y | '", []],
  ])('finds %s', async (q, expected) => {
    expect([...(await idsOf({ q }))].sort()).toEqual(expected)
  })

  it('puts the title before the text, and shows where the words stand', async () => {
    const { items } = await list({ q: 'backups' })
    expect(items.map(({ id }) => id)).toEqual(['DEC-002', 'DEC-003'])
    expect(items[1]?.excerpt).toContainEqual({ text: 'Backups', isHit: true })
  })

  it('makes excerpts inert', async () => {
    await importRecords({
      number: 'DEC-009',
      title: 'Zirkon',
      body: 'Zirkon \u202eevil\u0007 <script>alert(1)</script> password=hunter2hunter2',
    })
    const { items } = await list({ q: 'zirkon' })
    const text = items[0]?.excerpt?.map((part) => part.text).join('') ?? ''
    for (const odd of ['\u202e', '\u0007', 'hunter2']) expect(text).not.toContain(odd)
  })
})

describe('the list', () => {
  it('filters by status, decider, system, stage and review, and pages', async () => {
    const { system, slug } = await createStage({ system: 'shop', team: 'store', stage: 'live' })
    await importFiles({ 'a.md': toRecordText({ extra: 'systems: [shop/live]\n' }) }, system.slug)
    await importRecords(
      { number: 'DEC-010', status: 'accepted', extra: 'review: 2020-01-01\n' },
      { number: 'DEC-011', status: 'rejected', extra: 'review: 2020-01-01\n' },
      { number: 'DEC-012', status: 'proposed' },
    )
    expect(await idsOf({ status: 'accepted,rejected', sort: 'number' })).toEqual([
      'DEC-010',
      'DEC-011',
    ])
    expect(await idsOf({ system: 'shop' })).toEqual(['DEC-001'])
    expect(await idsOf({ system: 'shop', stage: slug })).toEqual(['DEC-001'])
    expect(await idsOf({ review: 'due' })).toEqual(['DEC-010'])
    expect((await list({ decider: 'len' })).total).toBe(4)
    const first = await list({ sort: 'number', limit: 3 })
    expect(decisionPageSchema.parse(first)).toMatchObject({ total: 4, nextCursor: 'o3' })
    const second = await list({ sort: 'number', limit: 3, cursor: first.nextCursor })
    expect(second).toMatchObject({ items: [{ id: 'DEC-012' }], nextCursor: null })
    const reviews = decisionReviewsSchema.parse(await listDecisionReviews(emil))
    expect(reviews.items).toMatchObject([{ id: 'DEC-010', isReviewDue: true }])
    expect(reviews.items[0]?.overdueDays).toBeGreaterThan(2_000)
  })
})

describe('ids', () => {
  it('are the number where it is free, else the system before it, then counted', async () => {
    await createStage({ system: 'shop', team: 'store' })
    await importFiles({ 'a.md': toRecordText({ number: 'DEC‑020' }) })
    await importFiles({ 'a.md': toRecordText({ number: 'DEC-020' }) }, 'shop')
    await importFiles({ 'b.md': toRecordText({ number: 'DEC-020' }) }, 'shop')
    await importFiles(
      { '0007-cards.md': '# Cards\n\n## Status\n\naccepted\n\n## Decision\n\nYes.\n' },
      'shop',
    )
    expect(await idsOf({ sort: 'number' })).toEqual([
      'shop-0007',
      'DEC-020',
      'shop-DEC-020',
      'shop-DEC-020-2',
    ])
  })
})

describe('a spike that repeats its decision', () => {
  const spike = `# SPIKE: DEC-020 Hosting\n\n## Entscheidung (Stand)\n- DEC-020 ist entschieden: **Option A**\n\n## Optionen\n1. **A) Ein Host**: einfach\n2. **B) Zwei**: mehr\n\n## Testschritte\n1. Deploy Web/API.\n`
  it.each([['the spike first'], ['the record first']])(
    'belongs to the record, %s',
    async (order) => {
      await createStage({ system: 'mvp', team: 'studio' })
      const files = [
        ['spike.md', spike],
        ['record.md', toRecordText({ number: 'DEC-020' })],
      ] as const
      for (const file of order === 'the spike first' ? files : [...files].reverse()) {
        await importFiles(Object.fromEntries([file]), 'mvp')
      }
      expect(await idsOf({})).toEqual(['DEC-020'])
      const decision = await getDecision(emil, { id: 'DEC-020' })
      expect(decision).toMatchObject({ title: 'Host in the EU', path: 'record.md' })
      expect(decision.spikes).toHaveLength(1)
    },
  )
})

describe('a spike without a record of its own', () => {
  it('finds the decision that comes after it', async () => {
    const text = toSpikeMarkdown({ language: 'en', title: 'Try the host', decision: 'DEC-030' })
    await importFiles({ 'a-spike.md': text })
    expect(await getDb().spike.count()).toBe(0)
    await importFiles({ 'b.md': toRecordText({ number: 'DEC-030' }) })
    const { spikes } = await getDecision(emil, { id: 'DEC-030' })
    expect(spikes).toMatchObject([{ state: 'planned' }])
  })
})

describe('import', () => {
  it('answers per file and per line, and one bad file stops no other', async () => {
    const answer = await importDecisions(emil, {
      files: [
        { path: 'good.md', content: `${toRecordText()}\nA line nobody understands\n` },
        { path: 'nul.md', content: 'a\0b' },
        { path: 'large.md', content: 'x'.repeat(4_000_000) },
        { path: '../up.md', content: '# Up' },
        { path: 'broken.md', base64: Buffer.from([0x61, 0xff]).toString('base64') },
        {
          path: 'bom.md',
          base64: Buffer.from(
            `\ufeff${toRecordText({ number: 'DEC-002' }).replaceAll('\n', '\r\n')}`,
          ).toString('base64'),
        },
      ],
    })
    expect(importedDecisionsSchema.parse(answer).counts).toEqual({
      ...{ created: 2, updated: 0, unchanged: 0, refused: 4 },
    })
    expect(answer.files.map(({ fault }) => fault?.message ?? null)).toEqual([
      null,
      'contains an invisible character at position 2 (line 1)',
      'is too large: 4000000 bytes, at most 1048576',
      'path is not a path inside a repository',
      'is not UTF-8 at byte 2',
      null,
    ])
    const [good] = answer.files
    expect(good?.understood?.record).toMatchObject({ number: 'DEC-001', options: 2 })
    expect(good?.understood?.lines.find(({ from }) => from === 2)?.as).toBeTruthy()
    const { content } = await getDecision(emil, { id: 'DEC-002' })
    expect(content.startsWith('\ufeff---\r\n')).toBe(true)
  })

  it('changes nothing when it is repeated, and keeps what was edited meanwhile', async () => {
    const text = toRecordText({ body: 'one\n\ntwo\n' })
    await importFiles({ 'a.md': text })
    expect((await importFiles({ 'a.md': text })).counts).toMatchObject({ unchanged: 1 })
    await editDecision(
      emil,
      { id: 'DEC-001' },
      { content: text.replace('two', 'TWO'), baseVersion: 1 },
    )
    expect((await importFiles({ 'a.md': text })).counts).toMatchObject({ unchanged: 1 })
    const next = text.replace('# DEC-001 Host', '# DEC-001 A host')
    expect((await importFiles({ 'a.md': next })).counts).toMatchObject({ updated: 1 })
    expect((await getDecision(emil, { id: 'DEC-001' })).content).toBe(next.replace('two', 'TWO'))
    const other = await importFiles({ 'a.md': text.replace('two', 'zwei') })
    expect(other.files).toMatchObject([{ outcome: 'refused', fault: { reason: 'conflict' } }])
    expect((await getDecision(emil, { id: 'DEC-001' })).content).toContain('TWO')
  })
})

describe('supersession', () => {
  it('shows on both ends, and offers the edit the other text lacks', async () => {
    await importRecords(
      { number: 'DEC-001', status: 'accepted' },
      { number: 'DEC-002', status: 'accepted', extra: 'supersedes: [DEC-001]\n' },
    )
    const older = decisionDetailSchema.parse(await getDecision(emil, { id: 'DEC-001' }))
    expect(older).toMatchObject({ supersededBy: ['DEC-002'], status: 'accepted' })
    expect(older.offers).toMatchObject([{ kind: 'mark_superseded', by: ['DEC-002'] }])
    const edits = older.offers[0]?.edits ?? []
    await editDecision(emil, { id: 'DEC-001' }, { edits, baseVersion: 1 })
    expect(await getDecision(emil, { id: 'DEC-001' })).toMatchObject({
      ...{ status: 'superseded', offers: [] },
    })
    const graph = decisionGraphSchema.parse(await getDecisionGraph(emil))
    expect(graph.edges).toEqual([{ newer: 'DEC-002', older: 'DEC-001' }])
  })

  it('is written into both texts on demand', async () => {
    await importRecords({ number: 'DEC-001', status: 'accepted' }, { number: 'DEC-002' })
    const input = { by: 'DEC-002', reason: 'There is a better way' }
    await expect(supersedeDecision(emil, { id: 'DEC-001' }, input)).rejects.toMatchObject({
      code: 'forbidden',
    })
    await supersedeDecision(lena, { id: 'DEC-001' }, input)
    expect((await getDecision(emil, { id: 'DEC-001' })).content).toMatch(/superseded[\s\S]*DEC-002/)
    expect((await getDecision(emil, { id: 'DEC-002' })).content).toMatch(/supersedes[\s\S]*DEC-001/)
  })
})

describe('deciding', () => {
  it('says what is missing, takes a reason against it, and writes it into the text', async () => {
    await importRecords({ body: '## Open Questions\n\n- [ ] Who pays?\n' })
    const input = { outcome: 'accepted', baseVersion: 1 } as const
    await expect(decideDecision(lena, { id: 'DEC-001' }, input)).rejects.toMatchObject({
      code: 'conflict',
      reason: 'not_ready',
      details: { missing: [{ kind: 'question_open', title: 'Who pays?' }] },
    })
    await decideDecision(lena, { id: 'DEC-001' }, { ...input, reason: 'We pay' })
    expect(await getDecision(emil, { id: 'DEC-001' })).toMatchObject({
      status: 'accepted',
      decidedOn: new Date().toISOString().slice(0, 10),
      deciders: ['Lena', 'Ada', 'lena'],
    })
    await expect(
      decideDecision(lena, { id: 'DEC-001' }, { ...input, baseVersion: 2 }),
    ).rejects.toMatchObject({ reason: 'already_decided' })
  })

  it('is nothing for engineers, and nobody accepts what they wrote alone', async () => {
    const { id } = await createDecision(lena, CreateDecisionInput.parse({ title: 'Which cards?' }))
    const input = { outcome: 'accepted', baseVersion: 1, reason: 'Because' } as const
    await expect(decideDecision(emil, { id }, input)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(decideDecision(lena, { id }, input)).rejects.toMatchObject({
      reason: 'self_approval',
    })
    await decideDecision(actAs('lead', 'ada'), { id }, input)
    expect((await getDecision(emil, { id })).status).toBe('accepted')
  })
})

describe('rows read from a text', () => {
  const listText = (second: string) =>
    `# Go-live\n\n## Checkliste\n\n- [ ] Port 443 <!-- check: port-443 -->\n- [ ] ${second} <!-- id:two -->\n`

  it('keep what people added to an item when its text and place change', async () => {
    await importFiles({ 'list.md': listText('TLS') })
    const where = { key: 'two' }
    const attestation = { by: 'emil', at: '2026-11-21' }
    await getDb().checklistItem.updateMany({ where, data: { attestation, state: 'met' } })
    await importFiles({
      'list.md': listText('TLS-Zertifikat aktiv').replace('- [ ] Port', '- [x] Neu\n- [ ] Port'),
    })
    expect(await getDb().checklistItem.findFirstOrThrow({ where })).toMatchObject({
      ...{ text: 'TLS-Zertifikat aktiv', attestation, state: 'met', position: 2, removedAt: null },
    })
    await importFiles({ 'list.md': '# Go-live\n\nNothing is left.\n' })
    expect(await getDb().checklist.count({ where: { removedAt: null } })).toBe(0)
  })
})
