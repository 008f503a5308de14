import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createRdsAdapter } from '#lib/hosting/aws-rds/index.ts'
import type { DatabaseInstance } from '#sandbox/aws/rds/database-store.ts'
import { type AwsSourceLab, startAwsSourceLab } from '../aws-source-lab.ts'

export const target = { region: 'eu-central-1', instance: 'easysks-production' }

/** An instance with a real database of some pages. */
export function startRdsLab(rest: Partial<DatabaseInstance> = {}): Promise<AwsSourceLab> {
  return startAwsSourceLab({
    content(folder) {
      const file = join(folder, 'easysks.sqlite')
      const database = new DatabaseSync(file)
      database.exec('create table questions (id integer primary key, text text)')
      database.exec("insert into questions (text) values ('Which light?')")
      database.close()
      return { databases: [{ ...instance, file, ...rest }] }
    },
  })
}

const instance = {
  identifier: target.instance,
  region: target.region,
  engineVersion: '17.5',
  retentionDays: 7,
  isPublic: false,
  isEncrypted: true,
}

export function openRds(lab: AwsSourceLab) {
  const { backups, facts } = createRdsAdapter({ target, ...lab.access })
  if (!backups?.backUpNow || !facts) throw new Error('The adapter lacks a part.')
  return { listBackups: backups.listBackups, backUpNow: backups.backUpNow, facts }
}
