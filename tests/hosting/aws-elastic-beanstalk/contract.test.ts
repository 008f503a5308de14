import { createElasticBeanstalkAdapter } from '#lib/hosting/aws-elastic-beanstalk/index.ts'
import { describeHostingAdapter } from '#tests/contracts/hosting-adapter.ts'
import {
  type AwsHostingLab,
  builds,
  roleCredential,
  startAwsHostingLab,
} from '../aws-hosting-lab.ts'

const target = {
  ...{ region: 'eu-central-1', application: 'whatsgonow', environment: 'whatsgonow-production' },
  components: ['frontend'],
}

describeHostingAdapter<AwsHostingLab>({
  name: 'Elastic Beanstalk',
  standIn: () => startAwsHostingLab('whatsgonow', 'frontend'),
  create: (lab) => createElasticBeanstalkAdapter({ target, ...lab.access }),
  components: ['frontend'],
  secrets: [
    roleCredential.secretAccessKey,
    roleCredential.accessKeyId,
    roleCredential.externalId,
    'postgres://hidden',
  ],
  changes: [
    {
      name: 'an older version',
      run: ({ rollback }, signal) =>
        rollback?.restore(`v0.8.0-${builds[1]?.commit.slice(0, 12)}`, 'key', signal) ??
        Promise.resolve(),
    },
  ],
})
