import { describe, expect, test } from 'vitest'
import { jobContext } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import {
  createSpike as beginSpike,
  changeSpike,
  criteriaNowSchema,
  evidenceViewSchema,
  getCriteriaNow,
  getSpike,
  keepEvidence,
  listSpikes,
  overrideAbort,
  spikeListSchema,
  spikeViewSchema,
} from '#lib/spikes/index.ts'
import { ChangeSpikeInput, CreateSpikeInput, KeepEvidenceInput } from '#lib/spikes/schemas.ts'
import { watchAborts } from '#lib/spikes/watch/watch-aborts.ts'
import { watchDecisions } from '#lib/spikes/watch/watch-decisions.ts'
import { createStage } from '#tests/factories/catalog.ts'
import { query } from '#tests/health/factory.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { as, createSpike, type TestSpike, toSpikeText } from './support.ts'

useDatabase()

const soon = () => AbortSignal.timeout(15_000)
const smoke = 'name: smoke\nsteps:\n  - process: kill worker\n'

/** A restore of that length, which the criterion "Restore" measures. */
async function restoreIn(spike: TestSpike, minutes: number): Promise<void> {
  await query('DELETE FROM restore_test')
  await query('DELETE FROM backup_policy')
  const policy = await getDb().backupPolicy.create({
    data: {
      ...{ stageId: spike.stageId, slug: 'nightly', component: 'database', covers: 'database' },
      ...{ origin: { kind: 'heartbeat' }, everySeconds: 86_400, timeZone: 'UTC' },
      ...{ graceSeconds: 3_600, rpoSeconds: 93_600 },
    },
  })
  await getDb().restoreTest.create({
    data: {
      ...{ policyId: policy.id, method: 'by-hand', state: 'done', verdict: 'ok', actor: 'emil' },
      ...{ startedAt: new Date(), finishedAt: new Date(), measuredRtoSeconds: minutes * 60 },
    },
  })
}

const keep = (spike: TestSpike, input: object, role: 'viewer' | 'engineer' = 'engineer') =>
  keepEvidence(as(role, 'mia'), { spike: spike.id }, KeepEvidenceInput.parse(input), soon())

describe('evidence', () => {
  test('is frozen from what is measured now, with unit, time, source, place and verdict', async () => {
    const spike = await createSpike(toSpikeText([smoke]))
    await restoreIn(spike, 48)
    const kept = await keep(spike, { criterion: 'restore' })
    expect(evidenceViewSchema.parse(kept)).toEqual(kept)
    expect(kept).toMatchObject({
      measure: 'restore-duration',
      ...{
        isByHand: false,
        value: 2_880,
        unit: 's',
        holds: false,
        source: 'backups',
        author: 'mia',
      },
      link: `/systems/${spike.system}/staging/backups`,
    })
  })

  test('is replaced by the next, and the one before stays readable', async () => {
    const spike = await createSpike(toSpikeText([smoke]))
    await restoreIn(spike, 48)
    await keep(spike, { criterion: 'restore' })
    await restoreIn(spike, 12)
    await Promise.all([
      keep(spike, { criterion: 'restore' }),
      keep(spike, { criterion: 'restore' }),
    ])
    const view = await getSpike(as('viewer'), { spike: spike.id })
    const restore = view.criteria.find(({ key }) => key === 'restore')
    expect(restore?.evidence.map(({ holds, replacedAt }) => [holds, replacedAt === null])).toEqual([
      [true, true],
      [true, false],
      [false, false],
    ])
  })

  test('is not kept of what nobody knows, and not bound to what the text does not name', async () => {
    const spike = await createSpike(toSpikeText([smoke]))
    await expect(keep(spike, { criterion: 'restore' })).rejects.toMatchObject({
      reason: 'measure_unknown',
    })
    await expect(keep(spike, { criterion: 'dx' })).rejects.toMatchObject({
      reason: 'criterion_not_bound',
    })
    await expect(keep(spike, { criterion: 'nothing', value: 1 })).rejects.toMatchObject({
      reason: 'criterion_missing',
    })
    expect(await getDb().evidence.count({ where: { spikeId: spike.id } })).toBe(0)
  })

  test('entered by hand is marked as such, and judged like a measured one', async () => {
    const spike = await createSpike(toSpikeText([smoke]))
    const kept = await keep(spike, {
      criterion: 'restore',
      value: 31,
      unit: 'min',
      text: 'a\u0000b',
    })
    expect(kept).toMatchObject({ isByHand: true, measure: null, holds: false, text: 'a\ufffdb' })
    const words = await keep(spike, { criterion: 'dx', text: 'half a day', option: 'a' })
    expect(words).toMatchObject({ isByHand: true, value: null, holds: null, option: 'a' })
  })

  test('is kept by engineers alone', async () => {
    const spike = await createSpike(toSpikeText([smoke]))
    await expect(keep(spike, { criterion: 'dx', text: 'x' }, 'viewer')).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})

describe('a spike', () => {
  test('is shown as its text says it, with tests, criteria and who may what', async () => {
    const broken = 'name: ops\nsteps:\n  - prcess: kill worker\n'
    const spike = await createSpike(toSpikeText([smoke, broken]))
    const view = await getSpike(as('viewer'), { spike: spike.id })
    expect(spikeViewSchema.parse(view)).toEqual(view)
    expect(view.tests).toMatchObject([
      { name: 'smoke', isDestructive: true, steps: 1, problems: [] },
      { name: 'ops', problems: [{ code: 'step_unknown', nearest: 'process' }] },
    ])
    expect(view.criteria.map(({ key }) => key)).toEqual(['verfuegbarkeit', 'restore', 'dx'])
    expect(view.abortCriteria).toHaveLength(2)
    expect(view.prerequisites).toHaveLength(1)
    expect(view.may).toEqual({ write: false, run: false, keepEvidence: false })
  })

  test('does not name a stage to somebody who does not see its system', async () => {
    const spike = await createSpike(toSpikeText([smoke]))
    const other = await createStage({ stage: 'staging' })
    await getDb().spike.update({ where: { id: spike.id }, data: { stageId: other.id } })
    const narrow = await getSpike(as('engineer', 'otto', [spike.system]), { spike: spike.id })
    expect(narrow).toMatchObject({ stage: null, may: { run: false } })
    const wide = await getSpike(as('engineer'), { spike: spike.id })
    expect(wide.stage).toMatchObject({ system: other.system.slug })
  })

  test('tells what its criteria measure now, and which of that is unknown', async () => {
    const spike = await createSpike(toSpikeText([smoke]))
    await restoreIn(spike, 12)
    const now = await getCriteriaNow(as('viewer'), { spike: spike.id }, soon())
    expect(criteriaNowSchema.parse(now)).toEqual(now)
    expect(now.criteria).toMatchObject([
      { key: 'verfuegbarkeit', holds: null, now: { unknown: { reason: 'no_probe' } } },
      { key: 'restore', holds: true, now: { value: 720 }, stage: `${spike.system}/staging` },
      { isAbort: true, holds: null, now: { unknown: { reason: 'no_log_source' } } },
    ])
  })

  test('keeps who attested what, and refuses what the text does not have', async () => {
    const spike = await createSpike(toSpikeText([smoke]))
    const path = { spike: spike.id }
    const [item] = (await getSpike(as('viewer'), path)).prerequisites
    const change = (input: object) =>
      changeSpike(as('engineer', 'mia'), path, ChangeSpikeInput.parse(input))
    const view = await change({ attest: { key: item?.key, state: 'met' }, spentMinutes: 90 })
    expect(view.prerequisites[0]?.attestation).toMatchObject({ state: 'met', by: 'mia' })
    expect(view.spentMinutes).toBe(90)
    await expect(change({ attest: { key: 'x', state: 'met' } })).rejects.toMatchObject({
      reason: 'item_missing',
    })
    expect(await change({ state: 'finished' })).toMatchObject({ state: 'finished' })
  })

  test('is begun for a decision from a template, and edited byte by byte', async () => {
    const other = await createSpike(toSpikeText([smoke]))
    await query(`UPDATE decision SET number = $2 WHERE id = $1`, [
      other.decisionId,
      other.decisionId,
    ])
    const input = CreateSpikeInput.parse({ title: 'Worker', stage: `${other.system}/staging` })
    const made = await beginSpike(as('engineer'), { id: other.decisionId }, input)
    expect(made.stage).toMatchObject({ system: other.system, slug: 'staging' })
    const list = await listSpikes(as('viewer'), { id: other.decisionId })
    expect(spikeListSchema.parse(list)).toEqual(list)
    expect(list.spikes.map(({ id }) => id)).toEqual([other.id, made.id])
    const text = {
      edits: [{ kind: 'set_result', part: 'recommendation', text: 'Take A.' }],
      baseVersion: 1,
    }
    const view = await changeSpike(
      as('engineer'),
      { spike: made.id },
      ChangeSpikeInput.parse({ text }),
    )
    expect(view.result.recommendation).toContain('Take A.')
    expect(view.document.version).toBe(2)
  })
})

describe('abort criteria', () => {
  test('fire when what they say is true, at once and for good; going on needs a reason', async () => {
    const text = toSpikeText(
      [smoke],
      '- Restore zu langsam: `messung: restore-duration > 30 min`\n',
    )
    const spike = await createSpike(text)
    const path = { spike: spike.id }
    await getDb().spike.update({ where: { id: spike.id }, data: { state: 'active' } })
    await restoreIn(spike, 12)
    await watchAborts(jobContext('test'), soon())
    expect((await getSpike(as('viewer'), path)).abort).toBeNull()
    await expect(overrideAbort(as('engineer'), path, { reason: 'because' })).rejects.toMatchObject({
      reason: 'no_abort',
    })
    await restoreIn(spike, 48)
    await watchAborts(jobContext('test'), soon())
    const fired = (await getSpike(as('viewer'), path)).abort
    expect(fired?.words).toBe('Restore zu langsam: 48 > 30 min')
    const [event] = await query('SELECT 1 FROM event WHERE topic = $1 AND key = $2', [
      'spike',
      spike.id,
    ])
    expect(event).toBeDefined()
    await restoreIn(spike, 12)
    await watchAborts(jobContext('test'), soon())
    const view = await overrideAbort(as('engineer', 'mia'), path, { reason: 'the disk was full' })
    expect(view.abort).toEqual(fired)
    expect(view.abortOverride).toMatchObject({ reason: 'the disk was full', by: 'mia' })
  })

  test('in words fire when a person says so', async () => {
    const spike = await createSpike(toSpikeText([smoke]))
    await getDb().spike.update({ where: { id: spike.id }, data: { state: 'active' } })
    const path = { spike: spike.id }
    const worded = (await getSpike(as('viewer'), path)).abortCriteria[1]
    const attest = { key: worded?.key, state: 'met' }
    await changeSpike(as('engineer'), path, ChangeSpikeInput.parse({ attest }))
    await watchAborts(jobContext('test'), soon())
    expect((await getSpike(as('viewer'), path)).abort).toMatchObject({ criterion: worded?.key })
  })
})

describe('an accepted decision', () => {
  test('of one system tells nothing of the stages of another', async () => {
    const other = await createSpike(toSpikeText([smoke]))
    await restoreIn(other, 48)
    const place = `${other.system}/staging`
    const text = toSpikeText([smoke]).replace('<= 30 min', `<= 30 min on ${place}`)
    const spike = await createSpike(text)
    expect(text).toContain(`on ${place}`)
    const accepted = { where: { id: spike.decisionId }, data: { status: 'accepted' } }
    await getDb().decision.update(accepted)
    await watchDecisions(jobContext('test'), soon())
    const { watch } = await getDb().decision.findUniqueOrThrow({ where: { id: spike.decisionId } })
    expect(watch).toEqual([])
    const now = await getCriteriaNow(as('engineer'), { spike: spike.id }, soon())
    expect(now.criteria[1]).toMatchObject({ key: 'restore', stage: place, holds: false })
    const narrow = as('engineer', 'otto', [spike.system])
    const seen = await getCriteriaNow(narrow, { spike: spike.id }, soon())
    expect(seen.criteria[1]).toMatchObject({ key: 'restore', stage: null, now: null })
  })

  test('whose assumption breaks says so on itself and its stage, and heals when it holds again', async () => {
    const spike = await createSpike(toSpikeText([smoke]))
    const read = async () => {
      const decision = await getDb().decision.findUniqueOrThrow({ where: { id: spike.decisionId } })
      const state = await getDb().stageState.findUniqueOrThrow({
        where: { stageId: spike.stageId },
      })
      return { watch: decision.watch, stage: state.decisions }
    }
    await restoreIn(spike, 48)
    await watchDecisions(jobContext('test'), soon())
    expect(await read()).toEqual({ watch: [], stage: [] })
    await getDb().decision.update({ where: { id: spike.decisionId }, data: { status: 'accepted' } })
    await watchDecisions(jobContext('test'), soon())
    const broken = {
      ...{
        criterion: 'restore',
        words: 'Restore',
        value: 48,
        operator: '<=',
        limit: 30,
        unit: 'min',
      },
    }
    const first = await read()
    expect(first.watch).toMatchObject([{ ...broken, stageId: spike.stageId }])
    expect(first.stage).toMatchObject([
      { id: spike.decisionId, title: 'Hosting', broken: [broken] },
    ])
    await watchDecisions(jobContext('test'), soon())
    expect(await read()).toEqual(first)
    await query('DELETE FROM restore_test')
    await watchDecisions(jobContext('test'), soon())
    expect(await read()).toEqual(first)
    await restoreIn(spike, 12)
    await watchDecisions(jobContext('test'), soon())
    expect(await read()).toEqual({ watch: [], stage: [] })
  })
})
