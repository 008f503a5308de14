import 'server-only'
import { z } from 'zod'
import type { Prisma } from '#lib/generated/prisma/client.ts'
import { explainState } from './explain-state.ts'
import { isActive } from './state.ts'
import type { DeploymentSummary, StageRef, StageRisk, StateExplanation } from './types.ts'
import {
  type DeploymentKind,
  type DeploymentState,
  type StateReason,
  stateReasons,
} from './vocabulary.ts'

export const summarySelect = {
  id: true,
  number: true,
  kind: true,
  state: true,
  stateReason: true,
  stateDetail: true,
  stateSince: true,
  stageId: true,
  ref: true,
  version: true,
  commitSha: true,
  previousVersion: true,
  previousCommitSha: true,
  reason: true,
  requestedByKind: true,
  requestedByName: true,
  runUrl: true,
  runAttempt: true,
  createdAt: true,
  startedAt: true,
  finishedAt: true,
  replacedAt: true,
  stage: {
    select: {
      slug: true,
      name: true,
      risk: true,
      system: { select: { slug: true, name: true } },
    },
  },
} as const satisfies Prisma.DeploymentSelect

export type SummaryRow = Prisma.DeploymentGetPayload<{ select: typeof summarySelect }>

export interface SummaryFacts {
  readonly now: Date
  readonly usualDurationSeconds: number | null
}

/** A stored deployment as readers get it. */
export function toSummary(row: SummaryRow, facts: SummaryFacts): DeploymentSummary {
  // Safe because these columns are written from the same unions only.
  const state = row.state as DeploymentState
  return {
    ...toStageRef(row.stage),
    id: row.id,
    number: row.number,
    kind: row.kind as DeploymentKind,
    state,
    stateSince: row.stateSince.toISOString(),
    explanation: toExplanation(row),
    isActive: isActive(state),
    ref: row.ref,
    version: row.version,
    commitSha: row.commitSha,
    previousVersion: row.previousVersion,
    previousCommitSha: row.previousCommitSha,
    reason: row.reason,
    requestedBy: { kind: row.requestedByKind, name: row.requestedByName },
    runUrl: row.runUrl,
    runAttempt: row.runAttempt,
    createdAt: row.createdAt.toISOString(),
    startedAt: toMoment(row.startedAt),
    finishedAt: toMoment(row.finishedAt),
    durationSeconds: toSeconds(row.createdAt, row.finishedAt ?? facts.now),
    usualDurationSeconds: facts.usualDurationSeconds,
    replacedAt: toMoment(row.replacedAt),
  }
}

export function toStageRef(stage: SummaryRow['stage']): StageRef {
  const { slug, name, risk, system } = stage
  // Safe because the catalog writes only these three.
  return { system, stage: { slug, name, risk: risk as StageRisk } }
}

export const toMoment = (date: Date | null): string | null => date?.toISOString() ?? null

export const toSeconds = (from: Date, to: Date): number =>
  Math.max(0, Math.round((to.getTime() - from.getTime()) / 1_000))

const reasonSchema = z.enum(stateReasons)
const detailSchema = z.record(z.string(), z.unknown()).catch({})

function toExplanation(
  row: Pick<SummaryRow, 'stateReason' | 'stateDetail'>,
): StateExplanation | null {
  const reason = reasonSchema.safeParse(row.stateReason)
  if (!reason.success) return null
  const code: StateReason = reason.data
  return explainState(code, detailSchema.parse(row.stateDetail))
}
