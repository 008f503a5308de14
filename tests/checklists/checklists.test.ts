import { describe, expect, it } from 'vitest'
import { evaluateAll, evaluateChanged, findNewestEvent } from '#lib/checklists/evaluate-all.ts'
import {
  changeChecklist,
  changeItem,
  checklistListSchema,
  checklistViewSchema,
  freezeChecklist,
  getChecklist,
  getSnapshot,
  listChecklists,
  listSnapshots,
  snapshotViewSchema,
  toMarkdown,
} from '#lib/checklists/index.ts'
import { ChangeItemInput } from '#lib/checklists/schemas.ts'
import { getDb } from '#lib/core/db.ts'
import { createStage } from '#tests/factories/catalog.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import {
  addressOf,
  contextOf,
  contextOfTeam,
  createChecklist,
  createProbe,
  findItem,
  readGate,
  type TestChecklist,
  worker,
} from './factory.ts'

useDatabase()

const emil = contextOf('engineer', 'emil')
const lena = contextOf('lead', 'lena')
const vera = contextOf('viewer', 'vera')
const idle = new AbortController().signal

const act = async (checklist: TestChecklist, input: unknown, place = 1, who = emil) =>
  changeItem(who, await addressOf(checklist, place), ChangeItemInput.parse(input))

describe('an item of a checklist', () => {
  it('is attested with who, when, a note, evidence and an end, and is in the audit trail', async () => {
    const checklist = await createChecklist()
    const expiresAt = new Date(Date.now() + 86_400_000).toISOString()
    const evidenceUrl = 'https://wiki.example/restore'
    const item = await act(checklist, {
      action: 'attest',
      note: 'tried it',
      evidenceUrl,
      expiresAt,
    })
    expect(item).toMatchObject({
      state: 'met',
      by: 'person',
      attestation: { by: 'emil', note: 'tried it', evidenceUrl, expiresAt },
    })
    const [entry] = await getDb().auditEntry.findMany({ where: { entityId: checklist.id } })
    expect(entry).toMatchObject({
      action: 'checklist.attest',
      actorName: 'emil',
      outcome: 'allowed',
    })
    expect((await act(checklist, { action: 'withdraw' })).state).toBe('unmet')
  })

  it('is stored with the state it has, for everything that reads states', async () => {
    const checklist = await createChecklist()
    await act(checklist, { action: 'attest' })
    expect((await findItem(checklist, 1)).state).toBe('met')
  })

  it('cannot be attested until a moment that is over', async () => {
    const checklist = await createChecklist()
    await expect(
      act(checklist, { action: 'attest', expiresAt: '2020-01-01T00:00:00Z' }),
    ).rejects.toMatchObject({ fields: [{ path: 'expiresAt' }] })
  })

  it('is set aside with a reason alone', async () => {
    const checklist = await createChecklist()
    expect(() => ChangeItemInput.parse({ action: 'set-not-applicable' })).toThrow()
    const reason = 'there is no frontend'
    const item = await act(checklist, { action: 'set-not-applicable', reason })
    expect(item).toMatchObject({ state: 'not_applicable', notApplicable: { reason, by: 'emil' } })
    expect((await act(checklist, { action: 'set-applicable' })).state).toBe('unmet')
  })

  it('is bound to a check and answered at once', async () => {
    const checklist = await createChecklist({ items: [{ isTicked: true }] })
    await createProbe(checklist.stage.id, {
      slug: 'api',
      health: 'down',
      healthReason: 'could_not_connect',
    })
    const input = { action: 'bind', check: 'port-443', parameters: { host: 'app.example' } }
    const item = await act(checklist, input)
    expect(item).toMatchObject({
      state: 'unmet',
      by: 'probe',
      contradicts: 'file',
      evidence: {
        verdict: 'no',
        reason: 'unreachable',
        source: 'probes',
        params: { probe: 'api' },
      },
    })
    expect(await act(checklist, { action: 'unbind' })).toMatchObject({
      state: 'met',
      by: 'file',
      evidence: null,
    })
  })

  it.each([
    [{ action: 'bind', check: 'coffee' }, 'check'],
    [{ action: 'bind', check: 'port-443', parameters: { hots: 'x' } }, 'parameters'],
    [{ action: 'bind', check: 'spike-test' }, 'parameters'],
  ])('is not bound to what no check is: %o', async (input, field) => {
    const checklist = await createChecklist()
    await expect(act(checklist, input)).rejects.toMatchObject({ fields: [{ path: field }] })
  })

  it('links to the outside by http or https alone', async () => {
    expect(ChangeItemInput.safeParse({ action: 'link', url: 'javascript:alert(1)' }).success).toBe(
      false,
    )
    const checklist = await createChecklist()
    const item = await act(checklist, { action: 'link', url: 'https://wiki.example/plan' })
    expect(item).toMatchObject({ state: 'unmet', binding: { url: 'https://wiki.example/plan' } })
  })

  it('is changed by engineers, of its own system', async () => {
    const checklist = await createChecklist({ team: 'sailing' })
    const input = { action: 'attest' }
    await expect(act(checklist, input, 1, vera)).rejects.toMatchObject({ code: 'forbidden' })
    const stranger = contextOfTeam('admin', 'circle')
    await expect(act(checklist, input, 1, stranger)).rejects.toMatchObject({ code: 'not_found' })
    expect(await act(checklist, input, 1, contextOfTeam('engineer', 'sailing'))).toMatchObject({
      state: 'met',
    })
  })
})

describe('checklists', () => {
  it('answers what the API describes', async () => {
    const checklist = await createChecklist({ items: [{ text: 'Port 443 erreichbar' }] })
    const view = await getChecklist(vera, checklist.address)
    expect(checklistViewSchema.parse(JSON.parse(JSON.stringify(view)))).toEqual(view)
    expect(view.items[0]?.suggestions).toEqual([{ check: 'port-443', parameters: {} }])
    expect(view.may).toEqual({ attest: false, freeze: false })
    const list = await listChecklists(vera, {})
    expect(checklistListSchema.parse(JSON.parse(JSON.stringify(list)))).toEqual(list)
  })

  it('are listed worst first and narrowed by system, stage and state', async () => {
    const system = 'sorted'
    const done = await createChecklist({ system, items: [{ isTicked: true }] })
    const late = await createChecklist({
      system,
      stage: 'staging',
      list: { deadline: new Date('2026-01-01') },
    })
    const blocked = await createChecklist({ system, stage: 'dev', items: [{}, {}] })
    const ids = async (query: Parameters<typeof listChecklists>[1]) =>
      (await listChecklists(vera, query)).items.map(({ id }) => id)
    expect(await ids({ system })).toEqual([late.id, blocked.id, done.id])
    expect(await ids({ system, state: ['done'] })).toEqual([done.id])
    expect(await ids({ system, stage: 'dev' })).toEqual([blocked.id])
    await expect(listChecklists(vera, { system: 'nowhere' })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('do not exist for whoever may not see their system, in lists, counts and by address', async () => {
    const hidden = await createChecklist({ system: 'hidden', team: 'secret' })
    const stranger = contextOfTeam('admin', 'circle')
    const { items, counts, systems } = await listChecklists(stranger, {})
    expect({ items, systems }).toEqual({ items: [], systems: [] })
    expect(Object.values(counts)).toEqual([0, 0, 0])
    await expect(getChecklist(stranger, hidden.address)).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('vanish with their system', async () => {
    const gone = await createChecklist({ system: 'gone' })
    const where = { id: gone.stage.systemId }
    await getDb().system.update({ where, data: { removedAt: new Date() } })
    await expect(getChecklist(vera, gone.address)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('of no system are read by everybody and changed by those with a role everywhere', async () => {
    const shared = await createChecklist({ isShared: true, isLoose: true })
    const stranger = contextOfTeam('admin', 'circle')
    expect((await getChecklist(stranger, shared.address)).system).toBeNull()
    await expect(act(shared, { action: 'attest' }, 1, stranger)).rejects.toMatchObject({
      code: 'forbidden',
    })
    expect((await act(shared, { action: 'attest' })).state).toBe('met')
  })

  it('are about a stage of their own system alone', async () => {
    const checklist = await createChecklist({ isLoose: true })
    const foreign = await createStage()
    await expect(
      changeChecklist(emil, checklist.address, {
        stage: { system: foreign.system.slug, stage: foreign.slug },
      }),
    ).rejects.toMatchObject({ reason: 'other_system' })
    const changed = await changeChecklist(emil, checklist.address, {
      stage: checklist.path,
      owner: 'Infrastructure',
      deadline: '2026-03-03',
    })
    expect(changed).toMatchObject({ owner: 'Infrastructure', deadline: '2026-03-03' })
    expect(changed.stage?.slug).toBe(checklist.path.stage)
  })

  it('go to Markdown with what each item rests on', async () => {
    const checklist = await createChecklist({
      system: 'paper',
      items: [
        { section: '1. Host', text: 'Reachable' },
        { section: '1. Host', text: 'Ticked', isTicked: true },
        { section: '2. Rest', text: 'Optional', isBlocking: false },
      ],
    })
    await act(checklist, { action: 'attest' })
    const now = new Date('2026-03-01T12:00:00Z')
    const day = new Date().toISOString().slice(0, 10)
    expect(toMarkdown(await getChecklist(vera, checklist.address), 'en', now)).toBe(
      `# Go-Live (paper → Production)

2 of 3, 0 blocking · As of: 2026-03-01T12:00:00.000Z

## 1. Host

- [x] Reachable — attested: emil, ${day}
- [x] Ticked — ticked in the file

## 2. Rest

- [ ] Optional — not blocking
`,
    )
  })
})

describe('a snapshot', () => {
  it('keeps the list with its evidence, and says what has gone bad since', async () => {
    const checklist = await createChecklist({
      items: [
        { text: 'Reachable', binding: { check: 'health-outside', parameters: { probe: 'api' } } },
        { text: 'Attested' },
        { text: 'Open' },
      ],
    })
    const probe = await createProbe(checklist.stage.id, { slug: 'api' })
    await act(checklist, { action: 'attest' }, 2)
    const input = { title: 'Go-live', reason: 'we go live' }
    await expect(freezeChecklist(emil, checklist.address, input)).rejects.toMatchObject({
      code: 'forbidden',
    })
    const { id } = await freezeChecklist(lena, checklist.address, input)

    await getDb().probe.update({ where: { id: probe.id }, data: { health: 'down' } })
    await act(checklist, { action: 'withdraw' }, 2)
    await act(checklist, { action: 'attest' }, 3)
    await evaluateAll(worker(), idle)

    const [summary] = (await listSnapshots(vera, checklist.address)).items
    expect(summary).toMatchObject({ total: 3, met: 2, blocking: 1, goneBad: 2, author: 'lena' })
    const view = await getSnapshot(vera, { ...checklist.address, snapshot: id })
    expect(snapshotViewSchema.parse(JSON.parse(JSON.stringify(view)))).toEqual(view)
    expect(view.diff.map(({ change, before }) => [change, before?.text])).toEqual([
      ['gone_bad', 'Reachable'],
      ['gone_bad', 'Attested'],
      ['gone_good', 'Open'],
    ])
    expect(view.frozen.items[0]?.evidence).toMatchObject({ verdict: 'yes', value: 'api' })
  })
})

describe('once a minute', () => {
  it('checks are asked again, attestations expire, and only what is different is told', async () => {
    const later = () => new Date(Date.now() + 3_600_000)
    const checklist = await createChecklist({
      items: [
        { binding: { check: 'health-outside', parameters: {} } },
        {},
        { binding: { check: 'no-such-check', parameters: {} } },
      ],
    })
    const probe = await createProbe(checklist.stage.id)
    const expiresAt = new Date(Date.now() + 60_000).toISOString()
    await act(checklist, { action: 'attest', expiresAt }, 2)
    const states = async () =>
      (await getChecklist(vera, checklist.address)).items.map(({ state }) => state)
    await evaluateAll(worker(), idle)
    expect(await states()).toEqual(['met', 'met', 'unknown'])

    const events = () => getDb().event.count({ where: { key: checklist.id } })
    const before = await events()
    await evaluateAll(worker(), idle)
    expect(await events()).toBe(before)

    await getDb().probe.update({ where: { id: probe.id }, data: { health: 'down' } })
    await evaluateAll(worker(), idle)
    expect(await states()).toEqual(['unmet', 'met', 'unknown'])
    expect(await events()).toBe(before + 1)

    await evaluateAll(worker(later), idle)
    expect((await findItem(checklist, 2)).state).toBe('expired')
  })

  it('and sooner, a stage of which something was told', async () => {
    const items = [{ binding: { check: 'health-outside', parameters: {} } }]
    const [told, silent] = [await createChecklist({ items }), await createChecklist({ items })]
    const before = await findNewestEvent()
    for (const { stage } of [told, silent]) await createProbe(stage.id)
    const { system, stage } = told.path
    const event = { topic: 'stage', key: `${system}/${stage}`, systemId: told.stage.systemId }
    await getDb().event.create({ data: event })
    const after = await evaluateChanged(worker(), before, idle)
    expect((await findItem(told, 1)).state).toBe('met')
    expect((await findItem(silent, 1)).evaluatedAt).toBeNull()
    await getDb().checklistItem.updateMany({ data: { evaluatedAt: null } })
    expect(await evaluateChanged(worker(), await findNewestEvent(), idle)).toBe(
      await findNewestEvent(),
    )
    expect((await findItem(told, 1)).evaluatedAt).toBeNull()
    expect(BigInt(after)).toBeGreaterThan(BigInt(before))
  })

  it('an item without a stage to ask is unknown, and says so', async () => {
    const checklist = await createChecklist({
      isLoose: true,
      items: [{ binding: { check: 'certificate', parameters: {} } }],
    })
    await evaluateAll(worker(), idle)
    const [item] = (await getChecklist(vera, checklist.address)).items
    expect(item).toMatchObject({ state: 'unknown', evidence: { reason: 'no_stage' } })
  })
})

describe('a gate', () => {
  it('is set by a lead, on a list with a stage', async () => {
    const checklist = await createChecklist({ isLoose: true })
    await expect(changeChecklist(emil, checklist.address, { isGate: true })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(changeChecklist(lena, checklist.address, { isGate: true })).rejects.toMatchObject({
      reason: 'gate_without_stage',
    })
  })

  it('keeps what stands open on its stage, follows every change, and leaves nothing behind', async () => {
    const checklist = await createChecklist({
      items: [{ text: 'Restore tried' }, { text: 'Nice to have', isBlocking: false }],
    })
    const { id: stageId } = checklist.stage
    expect(await readGate(stageId)).toBeNull()
    await changeChecklist(lena, checklist.address, { isGate: true })
    const item = {
      checklistId: checklist.id,
      list: 'Go-Live',
      text: 'Restore tried',
      reason: 'unmet',
    }
    expect(await readGate(stageId)).toEqual({ total: 2, met: 0, blocking: 1, items: [item] })
    await act(checklist, { action: 'attest' })
    expect(await readGate(stageId)).toEqual({ total: 2, met: 1, blocking: 0, items: [] })
    await changeChecklist(lena, checklist.address, { isGate: false })
    expect(await readGate(stageId)).toBeNull()
  })

  it('vanishes with a list that was removed', async () => {
    const checklist = await createChecklist({ list: { isGate: true } })
    await evaluateAll(worker(), idle)
    expect(await readGate(checklist.stage.id)).toMatchObject({ blocking: 1 })
    await getDb().checklist.update({ where: { id: checklist.id }, data: { removedAt: new Date() } })
    await evaluateAll(worker(), idle)
    expect(await readGate(checklist.stage.id)).toBeNull()
  })

  it('moves with its list, by a lead alone', async () => {
    const checklist = await createChecklist({ system: 'moving', list: { isGate: true } })
    const other = await createStage({ system: 'moving', stage: 'staging' })
    const stage = { system: 'moving', stage: 'staging' }
    await expect(changeChecklist(emil, checklist.address, { stage })).rejects.toMatchObject({
      code: 'forbidden',
    })
    const own = { system: 'moving', stage: 'production' }
    await changeChecklist(emil, checklist.address, { stage: own, isGate: true, owner: 'emil' })
    await changeChecklist(lena, checklist.address, { stage })
    expect(await readGate(checklist.stage.id)).toBeNull()
    expect(await readGate(other.id)).toMatchObject({ blocking: 1 })
  })
})
