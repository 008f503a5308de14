import { z } from 'zod'

/** One pipeline of CodePipeline. */
export const codePipelineTarget = z.object({ region: z.string(), pipeline: z.string() })

export type CodePipelineTarget = z.output<typeof codePipelineTarget>
