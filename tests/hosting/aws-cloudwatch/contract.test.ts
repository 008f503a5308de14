import { createCloudWatchAdapter } from '#lib/hosting/aws-cloudwatch/index.ts'
import { describeHostingAdapter } from '#tests/contracts/hosting-adapter.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { type AwsSourceLab, portalKey, startAwsSourceLab } from '../aws-source-lab.ts'
import { group, target } from './lab.ts'

useDatabase()

describeHostingAdapter<AwsSourceLab>({
  name: 'CloudWatch Logs',
  async standIn() {
    const lab = await startAwsSourceLab()
    lab.aws.content.logs.createGroup(group, { retentionDays: 30 })
    lab.aws.content.logs.append(group, [{ stream: 'api/0', message: 'hello' }])
    return lab
  },
  create: (lab) => createCloudWatchAdapter({ target, ...lab.access }),
  secrets: [portalKey.secretAccessKey, portalKey.accessKeyId],
})
