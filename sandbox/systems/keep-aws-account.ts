import { cpSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createLineCollector } from '../aws/cloudwatch-logs/collect-lines.ts'
import type { AwsContent } from '../aws/content.ts'
import { runBackups } from '../backups/run-backups.ts'
import { type AwsAccountStage, toBucketFolder, toDatabaseFile, toLogGroup } from './aws-account.ts'
import type { SampleBackups } from './sample-system.ts'

const collectMs = 1_000
const scheduleMs = 5 * 60_000
const dayMs = 86_400_000
const retentionDays = 30

export interface AwsUpkeep {
  stop(): Promise<void>
}

/**
 * What AWS does by itself: collects what the processes print, takes a snapshot of each database a day, and keeps the
 * assets of the release in their bucket with a copy for each day.
 */
export async function keepAwsAccount(
  content: AwsContent,
  stages: readonly AwsAccountStage[],
  bucketsFolder: string,
): Promise<AwsUpkeep> {
  const collectors = stages.map((stage) => openLogGroup(content, stage))
  for (const stage of stages) ensureDatabase(stage)
  const collect = () => {
    for (const collector of collectors) collector()
  }
  const assets = stages.filter(({ system }) => system === 'whatsgonow')
  let running: Promise<void> = Promise.resolve()
  const keepSchedule = () => {
    running = runSchedule(content, assets, bucketsFolder).catch((error: unknown) =>
      console.error(`AWS upkeep: ${String(error)}`),
    )
    return running
  }
  collect()
  await keepSchedule()
  const timers = [setInterval(collect, collectMs), setInterval(keepSchedule, scheduleMs)]
  for (const timer of timers) timer.unref()
  return {
    async stop() {
      for (const timer of timers) clearInterval(timer)
      await running
    },
  }
}

function openLogGroup({ logs }: AwsContent, stage: AwsAccountStage): () => void {
  const { name, component } = toLogGroup(stage)
  logs.createGroup(name, { retentionDays })
  const file = join(stage.folder, 'logs', `${component}.log`)
  const collector = createLineCollector(file, `${component}/${stage.system}-${stage.stage}`)
  return () => logs.append(name, collector.collect())
}

/** The pages of Whatsgonow only check that their database is there; its shipments are kept here. */
function ensureDatabase(stage: AwsAccountStage): void {
  const file = toDatabaseFile(stage)
  if (stage.system !== 'whatsgonow' || existsSync(file)) return
  mkdirSync(dirname(file), { recursive: true })
  const database = new DatabaseSync(file)
  database.exec('create table shipments (id integer primary key, origin text, destination text)')
  const add = database.prepare('insert into shipments (origin, destination) values (?, ?)')
  for (const [origin, destination] of routes) add.run(origin, destination)
  database.close()
}

const routes = [
  ['Frankfurt', 'Mainz'],
  ['Mannheim', 'Darmstadt'],
  ['Kassel', 'Fulda'],
] as const

async function runSchedule(
  { databases }: AwsContent,
  assets: readonly AwsAccountStage[],
  bucketsFolder: string,
): Promise<void> {
  await databases.keepSchedule()
  for (const stage of assets) await keepBucket(stage, toBucketFolder(bucketsFolder, stage.stage))
}

const copiedDaily: SampleBackups = {
  ...{ unit: 'assets-backup', into: 'backups', everyMinutes: dayMs / 60_000, keep: 7 },
  items: [{ name: 'assets', kind: 'folder', path: 'assets' }],
}

async function keepBucket(stage: AwsAccountStage, bucket: string): Promise<void> {
  const built = join(stage.findReleaseFolder() ?? '', 'dist')
  if (!stage.findReleaseFolder() || !existsSync(built)) return
  cpSync(built, join(bucket, 'assets'), { recursive: true })
  if (Date.now() - findNewestBackup(bucket) >= dayMs) await runBackups(bucket, copiedDaily)
}

function findNewestBackup(bucket: string): number {
  const folder = join(bucket, copiedDaily.into)
  if (!existsSync(folder)) return 0
  return Math.max(0, ...readdirSync(folder).map((file) => statSync(join(folder, file)).mtimeMs))
}
