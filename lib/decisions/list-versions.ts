import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { diffVersions, getVersion, listVersions } from '#lib/documents/index.ts'
import type { DecisionDiff, DecisionVersion, DecisionVersions } from './answers/versions.ts'
import { getVisibleDecision } from './read/visible-decision.ts'
import type { DecisionPath } from './schemas.ts'

/** Every text a record ever had, newest first. */
export async function listDecisionVersions(
  ctx: Context,
  { id }: DecisionPath,
): Promise<DecisionVersions> {
  const { documentId } = await getVisibleDecision(ctx, id)
  const versions = await listVersions(ctx, documentId)
  return { items: versions.map(({ at, ...version }) => ({ ...version, at: at.toISOString() })) }
}

export async function getDecisionVersion(
  ctx: Context,
  { id, n }: DecisionPath & { readonly n: number },
): Promise<DecisionVersion> {
  const { documentId } = await getVisibleDecision(ctx, id)
  const { at, ...version } = await getVersion(ctx, documentId, n)
  return { ...version, at: at.toISOString() }
}

export async function diffDecisionVersions(
  ctx: Context,
  { id }: DecisionPath,
  range: { readonly from: number; readonly to: number },
): Promise<DecisionDiff> {
  const { documentId } = await getVisibleDecision(ctx, id)
  const { from, to, hunks } = await diffVersions(ctx, documentId, range)
  return {
    ...{ from, to },
    hunks: hunks?.map(({ lines, ...hunk }) => ({ ...hunk, lines: [...lines] })) ?? null,
  }
}
