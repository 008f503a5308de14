import { createCodePipelineAdapter } from '#lib/hosting/aws-codepipeline/index.ts'
import { describeHostingAdapter } from '#tests/contracts/hosting-adapter.ts'
import { type AwsHostingLab, roleCredential, startAwsHostingLab } from '../aws-hosting-lab.ts'

const target = { region: 'eu-central-1', pipeline: 'whatsgonow-production' }

describeHostingAdapter<AwsHostingLab>({
  name: 'CodePipeline',
  standIn: () => startAwsHostingLab('whatsgonow', 'frontend'),
  create: (lab) => createCodePipelineAdapter({ target, ...lab.access }),
  secrets: [roleCredential.secretAccessKey, roleCredential.accessKeyId, roleCredential.externalId],
})
