import { readDocument } from '#lib/documents/index.ts'
import type { RecordContent } from '#lib/documents/schemas.ts'
import { type KeptEvidence, type Matrix, toMatrix } from './matrix.ts'
import type { LinkedSpike } from './read/evidence.ts'
import { listMissing, type MissingPiece } from './readiness.ts'

export interface Judgement {
  readonly matrix: Matrix
  readonly missing: readonly MissingPiece[]
}

/** Compares the options of a record by all that is known, and lists what is missing to decide. */
export function judgeDecision(
  record: RecordContent,
  evidence: readonly KeptEvidence[],
  spikes: readonly LinkedSpike[],
  now: Date,
): Judgement {
  const { options, criteria, assessments, chosenOption } = record
  const matrix = toMatrix({
    ...{ options, criteria, assessments, evidence },
    measuredOption: chosenOption,
  })
  const known = new Set(criteria.map(({ key }) => key))
  const ofSpikes = spikes
    .flatMap(({ content }) => readDocument(content).spike?.criteria ?? [])
    .filter(({ key }) => !known.has(key))
  const missing = listMissing({
    ...{ record, matrix, evidence, spikes, now },
    criteria: [...criteria, ...ofSpikes],
  })
  return { matrix, missing }
}
