import type { CatalogProblem } from './problems.ts'

/** In reading order, one problem for each place: the first one said about it is the most precise. */
export function sortProblems(problems: readonly CatalogProblem[]): readonly CatalogProblem[] {
  const places = new Map<string, CatalogProblem>()
  for (const problem of problems) {
    // Several keys can be missing at one place, and each has to be named.
    const key = problem.code === 'missing_key' ? problem.params.key : ''
    const place = `${problem.line}:${problem.column}:${key}`
    if (!places.has(place)) places.set(place, problem)
  }
  return [...places.values()].sort((a, b) => a.line - b.line || a.column - b.column)
}
