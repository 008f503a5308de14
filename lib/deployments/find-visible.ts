import 'server-only'
import { getStageSubjectById, type StageSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { notFound } from '#lib/core/errors.ts'
import { findTracked, type TrackedDeployment } from './store/track-deployment.ts'

export interface VisibleDeployment {
  readonly deployment: TrackedDeployment
  readonly subject: StageSubject
}

/** Throws `not_found` for a deployment that does not exist or belongs to a system the actor may not see. */
export async function getVisible(ctx: Context, id: string): Promise<VisibleDeployment> {
  const deployment = await findTracked(id)
  if (!deployment) throw notFound('This deployment')
  try {
    return { deployment, subject: await getStageSubjectById(ctx, deployment.stageId) }
  } catch (error) {
    throw notFound('This deployment', { cause: error })
  }
}
