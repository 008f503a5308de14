import { describe, expect, it } from 'vitest'
import { getDb } from '#lib/core/db.ts'
import { newId } from '#lib/core/ids.ts'
import {
  changeRun,
  getEmergencySheet,
  getStageRunbooks,
  stageRunbooksSchema,
  startRun,
} from '#lib/runbooks/index.ts'
import { contextOf, contextOfTeam, createProbe } from '#tests/checklists/factory.ts'
import { createStage } from '#tests/factories/catalog.ts'
import { useDatabase } from '#tests/setup/use-database.ts'

useDatabase()

const emil = contextOf('engineer', 'emil')
const lena = contextOf('lead', 'lena')
const vera = contextOf('viewer', 'vera')

const steps = [
  { key: 'logs', text: 'Look at the logs', command: 'journalctl -u api' },
  { key: 'database', text: 'Is the database reachable?', command: null },
]

async function createRunbook(part: { component?: string | null; symptom?: string } = {}) {
  const stage = await createStage()
  const by = {
    createdBy: 'ada',
    updatedBy: 'ada',
    home: 'portal',
    content: '',
    contentHash: newId(),
  }
  const document = await getDb().document.create({
    data: { ...by, systemId: stage.systemId, title: 'Deployment guide' },
  })
  const { id } = await getDb().runbook.create({
    data: {
      ...{ documentId: document.id, anchor: newId(), title: 'The web does not start', position: 0 },
      ...{ systemId: stage.systemId, component: 'web', symptom: 'not-starting', steps, ...part },
    },
  })
  const path = { system: stage.system.slug, stage: stage.slug }
  return { id, stage, path, address: { ...path, runbook: id } }
}

describe('runbooks of a stage', () => {
  it('stand first when a probe fails, beside what is known of the trouble', async () => {
    const { path, stage, id } = await createRunbook()
    await createProbe(stage.id, {
      slug: 'health',
      health: 'down',
      healthReason: 'could_not_connect',
    })
    const view = await getStageRunbooks(vera, path)
    expect(stageRunbooksSchema.parse(JSON.parse(JSON.stringify(view)))).toEqual(view)
    expect(view.runbooks).toMatchObject([
      { id, because: { reason: 'component_down', component: 'web' } },
    ])
    expect(view.facts).toMatchObject({
      database: null,
      missingSettings: [],
      lastDeployment: null,
      failing: [{ component: 'web', probe: 'health', reason: 'could_not_connect' }],
    })
    expect(view.may.run).toBe(false)
  })

  it('do not exist for whoever may not see the system', async () => {
    const { path, address } = await createRunbook()
    const stranger = contextOfTeam('admin', 'circle')
    await expect(getStageRunbooks(stranger, path)).rejects.toMatchObject({ code: 'not_found' })
    await expect(startRun(stranger, address)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('of another system are none of this stage', async () => {
    const { address } = await createRunbook()
    const other = await createRunbook()
    await expect(
      startRun(emil, { ...other.address, runbook: address.runbook }),
    ).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

describe('a run', () => {
  it('is one, however many start it at once', async () => {
    const { address, path } = await createRunbook()
    const runs = await Promise.all([emil, lena, emil, lena].map((who) => startRun(who, address)))
    expect(new Set(runs.map(({ id }) => id)).size).toBe(1)
    expect((await getStageRunbooks(vera, path)).runs).toHaveLength(1)
    await expect(startRun(vera, address)).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('keeps who ticked what and what came of it, in the activity too', async () => {
    const { address, path, stage } = await createRunbook()
    const { id } = await startRun(emil, address)
    const at = { ...path, run: id }
    await changeRun(emil, at, { action: 'tick', step: 'logs', isDone: true })
    await changeRun(lena, at, { action: 'tick', step: 'database', isDone: true })
    await changeRun(lena, at, { action: 'tick', step: 'database', isDone: true })
    const outcome = 'the database was full'
    const run = await changeRun(lena, at, { action: 'finish', outcome })
    expect(run).toMatchObject({ outcome, startedBy: 'emil' })
    expect(run.steps.map(({ doneBy }) => doneBy)).toEqual(['emil', 'lena'])
    const entries = await getDb().auditEntry.findMany({
      where: { stageId: stage.id, entityKind: 'runbook' },
      orderBy: { seq: 'asc' },
    })
    expect(entries.map(({ action, actorName }) => [action, actorName])).toEqual([
      ['runbook.start', 'emil'],
      ['runbook.tick', 'emil'],
      ['runbook.tick', 'lena'],
      ['runbook.finish', 'lena'],
    ])
    await expect(
      changeRun(emil, at, { action: 'tick', step: 'logs', isDone: false }),
    ).rejects.toMatchObject({ reason: 'run_finished' })
    expect((await startRun(emil, address)).id).not.toBe(id)
  })

  it('loses no tick of two people at once', async () => {
    const { address, path } = await createRunbook()
    const at = { ...path, run: (await startRun(emil, address)).id }
    await Promise.all([
      changeRun(emil, at, { action: 'tick', step: 'logs', isDone: true }),
      changeRun(lena, at, { action: 'tick', step: 'database', isDone: true }),
    ])
    const [run] = (await getStageRunbooks(vera, path)).runs
    expect(run?.steps.map(({ doneBy }) => doneBy)).toEqual(['emil', 'lena'])
  })

  it('goes on with the steps it began with when the text changes', async () => {
    const { address, path, id } = await createRunbook()
    await startRun(emil, address)
    await getDb().runbook.update({ where: { id }, data: { steps: [] } })
    const [run] = (await getStageRunbooks(vera, path)).runs
    expect(run?.steps).toHaveLength(2)
  })
})

describe('the sheet of a stage', () => {
  it('is made of its catalog, as Markdown and as a page', async () => {
    const { path, stage } = await createRunbook({ symptom: 'deploy' })
    await getDb().stage.update({
      where: { id: stage.id },
      data: {
        hostingKind: 'single-host',
        hostingTarget: { host: 'app.example', services: { web: { systemd: 'web.service' } } },
      },
    })
    const sheet = await getEmergencySheet(vera, path, { language: 'en', format: 'md' })
    expect(sheet.fileName).toBe(`${path.system}-${path.stage}.md`)
    expect(sheet.text).toContain('gh workflow run deploy.yml --repo')
    expect(sheet.text).toContain(
      "ssh leitstand@app.example 'systemctl status --no-pager web.service'",
    )
    expect(sheet.text).toContain('journalctl -u api')
    const page = await getEmergencySheet(vera, path, { language: 'de', format: 'html' })
    expect(page.contentType).toContain('text/html')
    expect(page.text).toContain('Zurückrollen')
  })
})
