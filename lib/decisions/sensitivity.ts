import type { Criterion } from '#lib/documents/schemas.ts'
import { type Matrix, toScores, toTotal, type WeightedScore, weightOf } from './matrix.ts'

/** The nearest weight of a criterion at which another option would win. */
export interface Sensitivity {
  readonly criterion: string
  readonly weight: number
  /** Part of all weights, in percent. */
  readonly sharePercent: number
  readonly changesAt: number
  readonly changesAtPercent: number
  /** On which side of it the other option wins. */
  readonly direction: 'below' | 'above'
  readonly winner: string
}

interface Rival {
  readonly option: string
  readonly scores: readonly WeightedScore[]
}

/** For every weight that decides: where the winner would be another. Weights that change nothing are left out. */
export function toSensitivity(
  criteria: readonly Criterion[],
  matrix: Matrix,
): readonly Sensitivity[] {
  const rivals = matrix.columns
    .filter(({ rank }) => rank !== null)
    .map(({ option }) => ({ option, scores: toScores(criteria, matrix.cells, option) }))
  const winner = rivals.find(({ option }) => option === matrix.winner)
  if (!winner) return []
  const others = rivals.filter((rival) => rival !== winner)
  const weighted = criteria.filter(({ kind }) => kind === 'score')
  const all = weighted.reduce((sum, one) => sum + weightOf(one), 0)
  return weighted.flatMap((criterion): readonly Sensitivity[] => {
    const weight = weightOf(criterion)
    const found = others
      .flatMap((other) => findCrossings(winner, other, criterion.key))
      .sort((one, other) => Math.abs(one.at - weight) - Math.abs(other.at - weight))[0]
    if (!found) return []
    const toPercent = (value: number) => (100 * value) / (all - weight + value || 1)
    return [
      {
        ...{ criterion: criterion.key, weight, sharePercent: toPercent(weight) },
        ...{ changesAt: found.at, changesAtPercent: toPercent(found.at) },
        direction: found.at < weight ? 'below' : 'above',
        winner: found.option,
      },
    ]
  })
}

interface Crossing {
  readonly at: number
  readonly option: string
}

/**
 * Both totals are (a + x·s) / (b + x) over the weight x of one criterion, or constant where it is not scored; they
 * meet where a polynomial of degree two is zero. Only a place where the other one really gets ahead counts.
 */
function findCrossings(winner: Rival, other: Rival, criterion: string): readonly Crossing[] {
  const [w, o] = [toParts(winner.scores, criterion), toParts(other.scores, criterion)]
  const [dw, d_o] = [w.score === null ? 0 : 1, o.score === null ? 0 : 1]
  const [sw, so] = [w.score ?? 0, o.score ?? 0]
  const roots = solve(
    sw * d_o - so * dw,
    w.sum * d_o + sw * o.weights - o.sum * dw - so * w.weights,
    w.sum * o.weights - o.sum * w.weights,
  )
  const current = winner.scores.find((one) => one.criterion === criterion)?.weight
  const now = current ?? other.scores.find((one) => one.criterion === criterion)?.weight
  if (now === undefined) return []
  return roots
    .filter((at) => at >= 0 && Math.abs(at - now) > 1e-9)
    .filter((at) => {
      const beyond = at < now ? at - Math.min(at, step) : at + step
      return beyond !== at && isAhead(other, winner, criterion, beyond)
    })
    .map((at) => ({ at, option: other.option }))
}

const step = 1e-4

function isAhead(one: Rival, other: Rival, criterion: string, weight: number): boolean {
  const totals = [one, other].map(({ scores }) =>
    toTotal(scores.map((each) => (each.criterion === criterion ? { ...each, weight } : each))),
  )
  const [first = null, second = null] = totals
  return first !== null && second !== null && first > second
}

function toParts(scores: readonly WeightedScore[], criterion: string) {
  const rest = scores.filter((one) => one.criterion !== criterion)
  return {
    score: scores.find((one) => one.criterion === criterion)?.score ?? null,
    sum: rest.reduce((sum, { weight, score }) => sum + weight * score, 0),
    weights: rest.reduce((sum, { weight }) => sum + weight, 0),
  }
}

/** Real roots of ax² + bx + c. */
function solve(a: number, b: number, c: number): readonly number[] {
  const isZero = (value: number) => Math.abs(value) < 1e-12
  if (isZero(a)) return isZero(b) ? [] : [-c / b]
  const discriminant = b * b - 4 * a * c
  if (discriminant < 0) return []
  const root = Math.sqrt(discriminant)
  return [(-b - root) / (2 * a), (-b + root) / (2 * a)]
}
