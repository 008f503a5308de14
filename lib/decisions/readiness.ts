import type { Criterion, RecordContent } from '#lib/documents/schemas.ts'
import type { KeptEvidence, Matrix } from './matrix.ts'

/** Something that is missing for a decision: a word to translate, and what it is about. */
export type MissingPiece =
  | { readonly kind: 'too_few_options'; readonly count: number }
  | { readonly kind: 'criterion_without_evidence'; readonly key: string; readonly title: string }
  | {
      readonly kind: 'evidence_too_old'
      readonly key: string
      readonly title: string
      readonly observedAt: Date
      readonly ageDays: number
      readonly maxAgeDays: number
    }
  | {
      readonly kind: 'option_not_compared'
      readonly key: string
      readonly title: string
      /** Titles of the criteria nobody looked at for it. */
      readonly criteria: readonly string[]
    }
  | {
      readonly kind: 'must_failed'
      readonly key: string
      readonly title: string
      readonly criteria: readonly string[]
    }
  | { readonly kind: 'abort_hit'; readonly key: string; readonly title: string }
  | { readonly kind: 'question_open'; readonly key: string; readonly title: string }
  | { readonly kind: 'no_option_chosen' }
  | { readonly kind: 'spike_unfinished'; readonly key: string; readonly title: string }

export type MissingKind = MissingPiece['kind']

export interface ReadinessSpike {
  readonly id: string
  readonly title: string
  readonly state: string
  /** Words of the abort criterion that fired and that nobody went on against. */
  readonly abort: string | null
}

export interface ReadinessInput {
  readonly record: RecordContent
  /** Criteria of the record and of its spikes. */
  readonly criteria: readonly Criterion[]
  readonly matrix: Matrix
  readonly evidence: readonly KeptEvidence[]
  readonly spikes: readonly ReadinessSpike[]
  readonly now: Date
}

/** Older than this a measurement says little about today. */
export const maxEvidenceAgeDays = 30
const dayMs = 86_400_000

/** What is missing for a decision; empty when nothing is. Never a number that hides which. */
export function listMissing(input: ReadinessInput): readonly MissingPiece[] {
  const { record, spikes } = input
  return [
    ...spikes.flatMap(({ id, abort }): readonly MissingPiece[] =>
      abort === null ? [] : [{ kind: 'abort_hit', key: id, title: abort }],
    ),
    ...listOptionPieces(input),
    ...input.criteria.flatMap((criterion) => listCriterionPieces(input, criterion)),
    ...record.openQuestions
      .filter(({ isTicked }) => isTicked !== true)
      .map(({ key, text }): MissingPiece => ({ kind: 'question_open', key, title: text })),
    ...spikes
      .filter(({ state }) => state === 'planned' || state === 'active')
      .map(({ id, title }): MissingPiece => ({ kind: 'spike_unfinished', key: id, title })),
  ]
}

function listOptionPieces({ record, matrix }: ReadinessInput): readonly MissingPiece[] {
  const { options, criteria, chosenOption } = record
  const titleOf = (key: string) => criteria.find((one) => one.key === key)?.title ?? key
  const pieces: MissingPiece[] = []
  if (options.length < 2) pieces.push({ kind: 'too_few_options', count: options.length })
  if (chosenOption === null) pieces.push({ kind: 'no_option_chosen' })
  for (const { key, title } of options) {
    const column = matrix.columns.find(({ option }) => option === key)
    if (column && column.struckBy.length > 0) {
      const struckBy = column.struckBy.map(titleOf)
      if (key === chosenOption) pieces.push({ kind: 'must_failed', key, title, criteria: struckBy })
      // Why it is out is known; the rest need not be.
      continue
    }
    const open = matrix.cells.filter((cell) => cell.option === key && isOpen(cell))
    if (criteria.length === 0 || open.length === 0) continue
    const names = open.map(({ criterion }) => titleOf(criterion))
    pieces.push({ kind: 'option_not_compared', key, title, criteria: names })
  }
  return pieces
}

const isOpen = ({ value, score, holds, reason }: Matrix['cells'][number]) =>
  value === null && score === null && holds === null && reason === null

function listCriterionPieces(
  { matrix, evidence, now }: ReadinessInput,
  { key, title }: Criterion,
): readonly MissingPiece[] {
  const kept = evidence.filter(({ criterion }) => criterion === key)
  const isAssessed = matrix.cells.some((cell) => cell.criterion === key && !isOpen(cell))
  if (kept.length === 0) {
    return isAssessed ? [] : [{ kind: 'criterion_without_evidence', key, title }]
  }
  const newest = kept.reduce((one, other) => (other.observedAt > one.observedAt ? other : one))
  const { observedAt } = newest
  const ageDays = Math.floor((now.getTime() - observedAt.getTime()) / dayMs)
  if (ageDays <= maxEvidenceAgeDays) return []
  const age = { observedAt, ageDays, maxAgeDays: maxEvidenceAgeDays }
  return [{ kind: 'evidence_too_old', key, title, ...age }]
}
