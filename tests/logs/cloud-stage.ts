import { getDb } from '#lib/core/db.ts'
import { setCredential } from '#lib/credentials/index.ts'
import { type AwsSourceLab, startAwsSourceLab } from '#tests/hosting/aws-source-lab.ts'
import { as, createLogStage, type LogStage } from './support.ts'

export const group = '/aws/ecs/shop'

/** A stage whose catalog file names a log group of CloudWatch, slug `cloud`, beside what is pushed. */
export async function startCloudStage(): Promise<{ lab: AwsSourceLab; stage: LogStage }> {
  const lab = await startAwsSourceLab()
  process.env.AWS_ENDPOINT_URL = lab.aws.url
  await setCredential(
    as('admin'),
    { platform: 'aws', account: 'default' },
    { credential: { ...lab.access.credential } },
  )
  const stage = await createLogStage()
  const log = { kind: 'aws-cloudwatch', slug: 'cloud', region: 'eu-central-1', group }
  await getDb().stage.update({ where: { id: stage.stageId }, data: { logs: [log] } })
  lab.aws.content.logs.createGroup(group)
  return { lab, stage }
}
