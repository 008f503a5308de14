import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { changeItem, getChecklist, listChecklists, tickItem } from '#lib/checklists/index.ts'
import { getDb } from '#lib/core/db.ts'
import { createDocument, saveDocument } from '#lib/documents/index.ts'
import { createStage } from '#tests/factories/catalog.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { contextOf } from './factory.ts'

useDatabase()

const emil = contextOf('engineer', 'emil')
const vera = contextOf('viewer', 'vera')

const plan = readFileSync(path.join(import.meta.dirname, '../fixtures/documents/seed-4.md'), 'utf8')

async function createPlan(content = plan) {
  const { system } = await createStage()
  const { id } = await createDocument(emil, { content, system: system.slug })
  const { items } = await listChecklists(vera, { system: system.slug })
  const list = items.find(({ title }) => title === 'Checkliste') ?? items[0]
  if (!list) throw new Error('The document holds a list.')
  return { documentId: id, address: { checklist: list.id } }
}

const readText = async (id: string) =>
  (await getDb().document.findUniqueOrThrow({ where: { id } })).content

describe('a list of a document', () => {
  it('has the items, sections, owner and deadline of its text, each with what it may mean', async () => {
    const { address } = await createPlan()
    const list = await getChecklist(vera, address)
    expect(list.items.map(({ section }) => section)).toContain('Persistenz')
    const reachable = list.items.find(({ text }) => text === 'Port 443 erreichbar')
    expect(reachable?.suggestions).toEqual([{ check: 'port-443', parameters: {} }])
    expect(list.total).toBe(22)
  })

  it('is ticked by one byte of its text, by engineers', async () => {
    const { address, documentId } = await createPlan()
    const item = (await getChecklist(vera, address)).items.find(
      ({ text }) => text === 'Port 443 erreichbar',
    )
    const at = { ...address, item: item?.id ?? '' }
    const input = { isTicked: true, reason: 'it answers' }
    await expect(tickItem(vera, at, input)).rejects.toMatchObject({ code: 'forbidden' })
    const ticked = await tickItem(emil, at, input)
    expect(ticked).toMatchObject({ isTicked: true, state: 'met', by: 'file' })
    const text = await readText(documentId)
    expect(text).toBe(plan.replace('- [ ] Port 443 erreichbar', '- [x] Port 443 erreichbar'))
    expect((await getChecklist(vera, address)).document.updatedBy).toBe('emil')
    await tickItem(emil, at, { ...input, isTicked: false })
    expect(await readText(documentId)).toBe(plan)
  })

  it('keeps attestations, bindings and what blocks when its text changes around them', async () => {
    const { address, documentId } = await createPlan('# P\n\n## Go-live\n\n- [ ] One\n- [ ] Two\n')
    const [one, two] = (await getChecklist(vera, address)).items
    await changeItem(
      emil,
      { ...address, item: one?.id ?? '' },
      { action: 'attest', note: null, evidenceUrl: null, expiresAt: null },
    )
    await changeItem(
      emil,
      { ...address, item: two?.id ?? '' },
      { action: 'set-blocking', isBlocking: false },
    )
    const bind = { action: 'bind' as const, check: 'certificate', parameters: {} }
    await changeItem(emil, { ...address, item: two?.id ?? '' }, bind)
    await saveDocument(emil, documentId, {
      content: '# P\n\n## Go-live\n\n- [ ] Zero\n- [ ] Two\n- [x] One\n',
      baseVersion: 1,
    })
    const after = (await getChecklist(vera, address)).items
    expect(after.map(({ isBlocking }) => isBlocking)).toEqual([true, false, true])
    expect(after.map(({ text, attestation, binding }) => [text, attestation?.by, binding])).toEqual(
      [
        ['Zero', undefined, null],
        ['Two', undefined, { check: 'certificate', parameters: {} }],
        ['One', 'emil', null],
      ],
    )
  })

  it('is bound by a comment of its text', async () => {
    const { address } = await createPlan(
      '# P\n\n## Go-live\n\n- [ ] Open <!-- check: port-443 host=a.example -->\n',
    )
    const [item] = (await getChecklist(vera, address)).items
    expect(item).toMatchObject({
      text: 'Open',
      state: 'unknown',
      binding: { check: 'port-443', parameters: { host: 'a.example' } },
    })
  })
})
