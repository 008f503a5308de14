import { createRdsAdapter } from '#lib/hosting/aws-rds/index.ts'
import { describeHostingAdapter } from '#tests/contracts/hosting-adapter.ts'
import { type AwsSourceLab, portalKey } from '../aws-source-lab.ts'
import { startRdsLab, target } from './lab.ts'

let operations = 0

describeHostingAdapter<AwsSourceLab>({
  name: 'RDS',
  async standIn() {
    const lab = await startRdsLab()
    await lab.aws.content.databases.keepSchedule()
    return lab
  },
  create: (lab) => createRdsAdapter({ target, ...lab.access }),
  secrets: [portalKey.secretAccessKey, portalKey.accessKeyId],
  changes: [
    {
      name: 'a snapshot',
      run: ({ backups }, signal) => {
        operations += 1
        const query = { since: new Date(0), path: null, pattern: null }
        return backups?.backUpNow?.(query, `operation-${operations}`, signal) ?? Promise.resolve()
      },
    },
  ],
})
