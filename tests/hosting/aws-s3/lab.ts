import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Bucket } from '#sandbox/aws/s3/index.ts'
import { type AwsSourceLab, startAwsSourceLab } from '../aws-source-lab.ts'

export const target = { region: 'eu-central-1', bucket: 'whatsgonow-production-assets' }

export interface S3Lab extends AwsSourceLab {
  put(key: string, content: string, changedAt?: Date): void
}

export async function startS3Lab(rest: Partial<Bucket> = {}): Promise<S3Lab> {
  let root = ''
  const lab = await startAwsSourceLab({
    content(folder) {
      root = join(folder, 'bucket')
      const bucket = { name: target.bucket, region: target.region, folder: root }
      return { buckets: [{ ...bucket, isPublicBlocked: true, isEncrypted: true, ...rest }] }
    },
  })
  return {
    ...lab,
    put(key, content, changedAt = new Date()) {
      const file = join(root, key)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, content)
      utimesSync(file, changedAt, changedAt)
    },
  }
}
