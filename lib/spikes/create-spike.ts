import 'server-only'
import { getStageSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { authorise } from '#lib/core/mutate.ts'
import { createDocument, toSpikeMarkdown } from '#lib/documents/index.ts'
import type { SpikeSummary } from './answers.ts'
import { getDecisionSubject } from './find-decision.ts'
import type { CreateSpikeInput, DecisionPath } from './schemas.ts'
import { summaryInclude, toSpikeSummary } from './to-summary.ts'

/** Begins a spike for a decision as a document of the portal; its text is the truth from then on. */
export async function createSpike(
  ctx: Context,
  path: DecisionPath,
  input: CreateSpikeInput,
): Promise<SpikeSummary> {
  const decision = await getDecisionSubject(ctx, path)
  await authorise(ctx, 'decision:write', decision.subject)
  if (input.stage) {
    const [system = '', stage = ''] = input.stage.split('/', 2)
    await getStageSubject(ctx, { system, stage })
  }
  const { id } = await createDocument(
    ctx,
    {
      content: toSpikeMarkdown({ ...input, decision: decision.number }),
      system: decision.systemSlug,
    },
    'spike.create',
  )
  const row = await getDb().spike.findUniqueOrThrow({
    where: { documentId: id },
    include: summaryInclude,
  })
  return toSpikeSummary(ctx, row)
}
