import type { AwsService } from './service.ts'
import { createSts } from './sts/index.ts'
import type { AwsWorld } from './world.ts'

/** Every service the stand-in knows; a new one is one line. */
export function createServices(world: AwsWorld): readonly AwsService[] {
  return [createSts(world)]
}
