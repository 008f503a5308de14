import { appendFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createLineCollector } from '#sandbox/aws/cloudwatch-logs/collect-lines.ts'
import { createContent } from '#sandbox/aws/content.ts'
import { type AwsAccountStage, toAwsContent } from '#sandbox/systems/aws-account.ts'
import { keepAwsAccount } from '#sandbox/systems/keep-aws-account.ts'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'leitstand-account-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

test('collects whole lines with their times, also past a rotation', () => {
  const file = join(home, 'api.log')
  const collector = createLineCollector(file, 'api')
  expect(collector.collect()).toEqual([])
  writeFileSync(file, '2026-11-21T10:00:00.000Z [API] INFO one\nhalf')
  expect(collector.collect()).toEqual([
    {
      stream: 'api',
      message: '2026-11-21T10:00:00.000Z [API] INFO one',
      at: Date.UTC(2026, 10, 21, 10),
    },
  ])
  appendFileSync(file, ' done\n')
  renameSync(file, `${file}.1`)
  writeFileSync(file, 'new\n')
  expect(collector.collect().map(({ message }) => message)).toEqual(['half done', 'new'])
  expect(collector.collect()).toEqual([])
})

test('keeps snapshots, assets and logs of a stage as AWS would', async () => {
  const stage = toStage('whatsgonow', 'production')
  writeFileSync(join(stage.folder, 'logs', 'frontend.log'), 'started\n')
  mkdirSync(join(home, 'release', 'dist'), { recursive: true })
  writeFileSync(join(home, 'release', 'dist', 'app.css'), 'body {}')
  const content = createContent(
    toAwsContent([stage], join(home, 'buckets')),
    home,
    () => new Date(),
  )
  const upkeep = await keepAwsAccount(content, [stage], join(home, 'buckets'))
  await upkeep.stop()
  const [snapshot, ...others] = content.databases.listSnapshots('whatsgonow-production')
  expect(others).toEqual([])
  expect(snapshot).toMatchObject({ type: 'automated', status: 'available' })
  expect(countShipments(snapshot?.id ?? '')).toBe(3)
  const [group] = content.logs.listGroups('eu-central-1')
  expect(group?.events.map(({ message }) => message)).toEqual(['started'])
  expect(content.buckets.map(({ name }) => name)).toEqual(['whatsgonow-production-assets'])
})

test('takes a second snapshot only when a day is over', async () => {
  const stage = toStage('whatsgonow', 'staging')
  let now = new Date('2026-11-21T10:00:00Z')
  const options = toAwsContent([stage], join(home, 'buckets'))
  const content = createContent(options, home, () => now)
  await (await keepAwsAccount(content, [stage], join(home, 'buckets'))).stop()
  now = new Date('2026-11-22T09:00:00Z')
  await content.databases.keepSchedule()
  expect(content.databases.listSnapshots()).toHaveLength(1)
  now = new Date('2026-11-22T10:05:00Z')
  await content.databases.keepSchedule()
  expect(content.databases.listSnapshots()).toHaveLength(2)
  now = new Date('2026-11-30T10:05:00Z')
  await content.databases.keepSchedule()
  expect(content.databases.listSnapshots().map(({ createdAt }) => createdAt)).toEqual([
    '2026-11-30T10:05:00.000Z',
  ])
})

function toStage(system: AwsAccountStage['system'], stage: string): AwsAccountStage {
  const folder = join(home, system, stage)
  mkdirSync(join(folder, 'logs'), { recursive: true })
  return { system, stage, folder, findReleaseFolder: () => join(home, 'release') }
}

function countShipments(id: string): unknown {
  const file = join(home, 'rds', `${id.replaceAll(':', '_')}.sqlite`)
  const database = new DatabaseSync(file, { readOnly: true })
  const row = database.prepare('select count(*) as count from shipments').get()
  database.close()
  return row?.count
}
