import type { Assessment, Criterion, Option } from '#lib/documents/schemas.ts'
import { evaluateThreshold, toFactor } from '#lib/evidence/policy.ts'

/** A value kept for a criterion; of an option, or of all where it names none. */
export interface KeptEvidence {
  readonly id: string
  readonly criterion: string
  readonly option: string | null
  readonly value: number | null
  readonly text: string | null
  readonly unit: string | null
  readonly holds: boolean | null
  readonly observedAt: Date
  readonly source: string
  readonly link: string | null
  readonly isByHand: boolean
}

export interface MatrixInput {
  readonly options: readonly Option[]
  readonly criteria: readonly Criterion[]
  readonly assessments: readonly Assessment[]
  readonly evidence: readonly KeptEvidence[]
  /** Option that live evidence without an option speaks for; null: none. */
  readonly measuredOption: string | null
}

/** One cell. All null: nobody looked yet, which is not zero. */
export interface MatrixCell {
  readonly criterion: string
  readonly option: string
  readonly value: number | null
  readonly score: number | null
  readonly holds: boolean | null
  readonly reason: string | null
  readonly link: string | null
  /** Kept evidence behind the value; null where the table alone says it. */
  readonly evidenceId: string | null
}

export interface MatrixColumn {
  readonly option: string
  /** Musts it fails; one is enough to strike it out. */
  readonly struckBy: readonly string[]
  /** Musts nobody looked at. */
  readonly openMusts: readonly string[]
  /** Weighted mean of its scores; null without any. */
  readonly total: number | null
  /** Part of the weights that are scored, 0 to 1. */
  readonly coverage: number
  /** From 1 among those not struck; equal totals share it. Null when struck or without a score. */
  readonly rank: number | null
}

export interface Matrix {
  readonly cells: readonly MatrixCell[]
  readonly columns: readonly MatrixColumn[]
  /** The one option at the top; null while nothing is scored or several are equal. */
  readonly winner: string | null
}

export function toMatrix(input: MatrixInput): Matrix {
  const cells = input.criteria.flatMap((criterion) =>
    input.options.map((option) => toCell(input, criterion, option.key)),
  )
  const columns = rank(input.options.map(({ key }) => toColumn(input.criteria, cells, key)))
  const first = columns.filter((column) => column.rank === 1)
  return { cells, columns, winner: first.length === 1 ? (first[0]?.option ?? null) : null }
}

function toCell(input: MatrixInput, criterion: Criterion, option: string): MatrixCell {
  const said = input.assessments.find(
    (one) => one.criterion === criterion.key && one.option === option,
  )
  const kept =
    input.evidence.find((one) => one.criterion === criterion.key && one.option === option) ??
    input.evidence.find(
      (one) =>
        one.criterion === criterion.key && one.option === null && option === input.measuredOption,
    )
  const value = toCriterionUnit(kept, criterion) ?? said?.value ?? null
  return {
    ...{ criterion: criterion.key, option, value },
    score: said?.score ?? null,
    holds: toHolds(criterion, value, kept?.holds ?? said?.holds ?? null),
    reason: said?.reason ?? kept?.text ?? null,
    link: kept?.link ?? said?.evidenceUrl ?? null,
    evidenceId: kept?.id ?? null,
  }
}

/** What was kept, in the unit of the criterion; null where the two are of different kinds. */
function toCriterionUnit(kept: KeptEvidence | undefined, { unit }: Criterion): number | null {
  const factor = toFactor(kept?.unit ?? null, unit)
  return factor === null || kept?.value == null ? null : kept.value * factor
}

/** The threshold decides where there is one and a value; else what was said. */
function toHolds(
  { operator, threshold, unit }: Criterion,
  value: number | null,
  said: boolean | null,
): boolean | null {
  if (operator === null || threshold === null || value === null) return said
  return evaluateThreshold({ value, unit }, { operator, threshold, unit })
}

type Unranked = Omit<MatrixColumn, 'rank'>

function toColumn(
  criteria: readonly Criterion[],
  cells: readonly MatrixCell[],
  option: string,
): Unranked {
  const own = new Map(
    cells.filter((cell) => cell.option === option).map((cell) => [cell.criterion, cell]),
  )
  const musts = criteria.filter(({ kind }) => kind === 'must').map(({ key }) => key)
  const scores = toScores(criteria, cells, option)
  const all = criteria
    .filter(({ kind }) => kind === 'score')
    .reduce((sum, one) => sum + weightOf(one), 0)
  const scored = scores.reduce((sum, { weight }) => sum + weight, 0)
  return {
    option,
    struckBy: musts.filter((key) => own.get(key)?.holds === false),
    openMusts: musts.filter((key) => (own.get(key)?.holds ?? null) === null),
    total: toTotal(scores),
    coverage: all === 0 ? 0 : scored / all,
  }
}

export interface WeightedScore {
  readonly criterion: string
  readonly weight: number
  readonly score: number
}

/** What is scored of an option, with its weights; a criterion without a weight counts once. */
export function toScores(
  criteria: readonly Criterion[],
  cells: readonly MatrixCell[],
  option: string,
): readonly WeightedScore[] {
  return criteria.flatMap((criterion) => {
    if (criterion.kind !== 'score') return []
    const cell = cells.find((one) => one.criterion === criterion.key && one.option === option)
    const score = cell?.score ?? null
    return score === null ? [] : [{ criterion: criterion.key, weight: weightOf(criterion), score }]
  })
}

export const weightOf = ({ weight }: Criterion) => Math.max(0, weight ?? 1)

/** Null when nothing that counts is scored. */
export function toTotal(scores: readonly WeightedScore[]): number | null {
  const weights = scores.reduce((sum, { weight }) => sum + weight, 0)
  if (weights === 0) return null
  return scores.reduce((sum, { weight, score }) => sum + weight * score, 0) / weights
}

function rank(columns: readonly Unranked[]): readonly MatrixColumn[] {
  const totals = columns.flatMap(({ struckBy, total }) =>
    struckBy.length === 0 && total !== null ? [total] : [],
  )
  return columns.map((column) => ({
    ...column,
    rank:
      column.struckBy.length > 0 || column.total === null
        ? null
        : 1 + totals.filter((total) => isAbove(total, column.total ?? 0)).length,
  }))
}

/** Means of the same scores may differ in their last digits. */
const isAbove = (one: number, other: number) => one - other > 1e-9
