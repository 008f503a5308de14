import { createEcsAdapter } from '#lib/hosting/aws-ecs/index.ts'
import { describeHostingAdapter } from '#tests/contracts/hosting-adapter.ts'
import { type AwsHostingLab, roleCredential, startAwsHostingLab } from '../aws-hosting-lab.ts'

const target = {
  region: 'eu-central-1',
  cluster: 'easysks-production',
  services: { api: 'easysks-api' },
}

describeHostingAdapter<AwsHostingLab>({
  name: 'ECS',
  standIn: () => startAwsHostingLab('easysks', 'api'),
  create: (lab) => createEcsAdapter({ target, ...lab.access }),
  components: ['api'],
  charged: { 'rollback-targets': 'toBeLessThanOrEqual' },
  secrets: [
    roleCredential.secretAccessKey,
    roleCredential.accessKeyId,
    roleCredential.externalId,
    'postgres://hidden',
  ],
  changes: [
    {
      name: 'an older task definition',
      run: ({ rollback }, signal) =>
        rollback?.restore('easysks-api-production:1', 'key', signal) ?? Promise.resolve(),
    },
    {
      name: 'another count of tasks',
      run: ({ scaling }, signal) =>
        scaling?.setInstances({ component: 'api', from: 2, to: 3 }, signal) ?? Promise.resolve(),
    },
  ],
})
