import { createS3Adapter } from '#lib/hosting/aws-s3/index.ts'
import { describeHostingAdapter } from '#tests/contracts/hosting-adapter.ts'
import { portalKey } from '../aws-source-lab.ts'
import { type S3Lab, startS3Lab, target } from './lab.ts'

describeHostingAdapter<S3Lab>({
  name: 'S3',
  async standIn() {
    const lab = await startS3Lab()
    lab.put('backups/today.dump', 'content')
    return lab
  },
  create: (lab) => createS3Adapter({ target, ...lab.access }),
  secrets: [portalKey.secretAccessKey, portalKey.accessKeyId],
})
