import { createAcm } from './acm/index.ts'
import { createAutoScaling } from './auto-scaling/index.ts'
import { createCloudFront } from './cloudfront/index.ts'
import { createCloudWatchLogs } from './cloudwatch-logs/index.ts'
import { createCodePipeline } from './codepipeline/index.ts'
import { createEcs } from './ecs/index.ts'
import { createElasticBeanstalk } from './elastic-beanstalk/index.ts'
import { createRds } from './rds/index.ts'
import { createS3 } from './s3/index.ts'
import { createSecretsManager } from './secrets-manager/index.ts'
import type { AwsService } from './service.ts'
import { createSts } from './sts/index.ts'
import type { AwsWorld } from './world.ts'

/** Every service the stand-in knows; a new one is one line. */
export function createServices(world: AwsWorld): readonly AwsService[] {
  return [
    createSts(world),
    createAcm(world),
    createAutoScaling(),
    createCodePipeline(world),
    createEcs(world),
    createElasticBeanstalk(world),
    createCloudFront(world),
    createCloudWatchLogs(world),
    createRds(world),
    createS3(world),
    createSecretsManager(world),
  ]
}
