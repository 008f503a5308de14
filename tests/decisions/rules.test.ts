import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyRecord } from '#lib/decisions/empty-record.ts'
import { type KeptEvidence, toMatrix } from '#lib/decisions/matrix.ts'
import { toNextNumber } from '#lib/decisions/numbers.ts'
import { resolveSupersessions } from '#lib/decisions/read/links.ts'
import { listMissing } from '#lib/decisions/readiness.ts'
import { toSensitivity } from '#lib/decisions/sensitivity.ts'
import type { Assessment, Criterion, Option } from '#lib/documents/schemas.ts'

const lines = { from: 1, to: 1 }
const option = (key: string): Option => ({
  ...{ key, label: key.toUpperCase(), title: key, text: '', pros: [], cons: [], lines },
})
const criterion = (key: string, given: Partial<Criterion> = {}): Criterion => ({
  ...{ key, title: key, text: '', kind: 'score', weight: 1, unit: null },
  ...{ operator: null, threshold: null, binding: null, lines },
  ...given,
})
const cell = (name: string, given: Partial<Assessment>): Assessment => {
  const [key = '', one = ''] = name.split('/')
  return {
    ...{ criterion: key, option: one, value: null, score: null, holds: null },
    ...{ reason: null, evidenceUrl: null, line: 1 },
    ...given,
  }
}
const score = (name: string, value: number) => cell(name, { score: value })
const kept = (given: Partial<KeptEvidence>): KeptEvidence => ({
  ...{ id: 'e1', criterion: 'c', option: null, value: null, text: null, unit: null, holds: null },
  ...{ observedAt: new Date('2026-11-20'), source: 'portal', link: null, isByHand: false },
  ...given,
})
const [a, b, c] = [option('a'), option('b'), option('c')]
const compare = (criteria: Criterion[], assessments: Assessment[], evidence: KeptEvidence[] = []) =>
  toMatrix({ options: [a, b, c], criteria, assessments, evidence, measuredOption: 'a' })
const columnOf = (matrix: ReturnType<typeof compare>, key: string) =>
  matrix.columns.find((column) => column.option === key)

describe('options × criteria', () => {
  it('strike an option out by one failed must, and say by which', () => {
    const criteria = [criterion('eu', { kind: 'must' }), criterion('cost')]
    const matrix = compare(criteria, [
      cell('eu/a', { holds: false }),
      cell('eu/b', { holds: true }),
      ...[score('cost/a', 5), score('cost/b', 1)],
    ])
    expect(columnOf(matrix, 'a')).toMatchObject({ struckBy: ['eu'], rank: null, total: 5 })
    expect(columnOf(matrix, 'c')).toMatchObject({ struckBy: [], openMusts: ['eu'] })
    expect(matrix.winner).toBe('b')
  })

  it('never count what is not scored as zero', () => {
    const criteria = [criterion('cost', { weight: 1 }), criterion('parts', { weight: 3 })]
    const matrix = compare(criteria, [score('cost/a', 4), score('cost/b', 5), score('parts/b', 3)])
    expect(columnOf(matrix, 'a')).toMatchObject({ total: 4, coverage: 0.25, rank: 1 })
    expect(columnOf(matrix, 'b')).toMatchObject({ total: 3.5, coverage: 1, rank: 2 })
    expect(columnOf(matrix, 'c')).toMatchObject({ total: null, coverage: 0, rank: null })
  })

  it('let a measured value decide a must against what the table says', () => {
    const must = criterion('age', { kind: 'must', operator: '<=', threshold: 30 })
    const said = [cell('age/a', { holds: true }), cell('age/b', { value: 31 })]
    const evidence = [kept({ criterion: 'age', value: 48 })]
    const matrix = compare([must], said, evidence)
    expect(columnOf(matrix, 'a')?.struckBy).toEqual(['age'])
    expect(columnOf(matrix, 'b')?.struckBy).toEqual(['age'])
    expect(columnOf(matrix, 'c')?.openMusts).toEqual(['age'])
  })

  it.each([
    [600, 's', 10, true],
    [2_880, 's', 48, false],
    [48, null, 48, false],
    [3, '%', null, null],
  ])('read %s %s kept for a limit of 30 minutes as %s', (value, unit, shown, holds) => {
    const must = criterion('restore', {
      ...{ kind: 'must', operator: '<=', threshold: 30, unit: 'min' },
    })
    const [first] = compare([must], [], [kept({ criterion: 'restore', value, unit })]).cells
    expect(first).toMatchObject({ option: 'a', value: shown, holds })
  })

  it('have no winner while two are equal', () => {
    expect(compare([criterion('x')], [score('x/a', 3), score('x/b', 3)]).winner).toBeNull()
  })
})

describe('sensitivity', () => {
  it('names the weight at which the winner changes', () => {
    const criteria = [criterion('cost', { weight: 20 }), criterion('parts', { weight: 80 })]
    const matrix = compare(criteria, [
      ...[score('cost/a', 1), score('cost/b', 5)],
      ...[score('parts/a', 4), score('parts/b', 2)],
    ])
    // a: (20·1 + 80·4)/100 = 3.4, b: (20·5 + 80·2)/100 = 2.6; equal where x·4 = 80·2.
    expect(toSensitivity(criteria, matrix)).toEqual([
      {
        ...{ criterion: 'cost', weight: 20, sharePercent: 20, winner: 'b', direction: 'above' },
        ...{ changesAt: 40, changesAtPercent: expect.closeTo(33.33, 2) },
      },
      {
        ...{ criterion: 'parts', weight: 80, sharePercent: 80, winner: 'b', direction: 'below' },
        ...{ changesAt: 40, changesAtPercent: expect.closeTo(66.67, 2) },
      },
    ])
  })

  it('is right: just beyond the weight the other wins, just before it the winner still does', () => {
    const weight = fc.integer({ min: 1, max: 50 })
    const points = fc.option(fc.integer({ min: 0, max: 10 }), { nil: null })
    const row = fc.record({ weight, scores: fc.array(points, { minLength: 3, maxLength: 3 }) })
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), (rows) => {
        const criteria = rows.map((one, index) => criterion(`c${index}`, { weight: one.weight }))
        const cells = rows.flatMap(({ scores }, index) =>
          scores.flatMap((points_, at) =>
            points_ === null ? [] : [score(`c${index}/${'abc'[at]}`, points_)],
          ),
        )
        const matrix = compare(criteria, cells)
        for (const found of toSensitivity(criteria, matrix)) {
          const at = (value: number) =>
            compare(
              criteria.map((one) =>
                one.key === found.criterion ? { ...one, weight: value } : one,
              ),
              cells,
            )
          const step = found.direction === 'above' ? 1e-4 : -1e-4
          const beyond = at(Math.max(0, found.changesAt + step))
          const [other, winner] = [found.winner, matrix.winner ?? '']
          expect(columnOf(beyond, other)?.total).toBeGreaterThan(
            columnOf(beyond, winner)?.total ?? 0,
          )
          const middle = at((found.changesAt + found.weight) / 2)
          expect(columnOf(middle, winner)?.rank).toBe(1)
        }
      }),
    )
  })
})

describe('what is missing', () => {
  const now = new Date('2026-11-21')
  const record = {
    ...emptyRecord({ number: 'DEC-1', title: 'T', status: 'proposed' }),
    ...{ options: [a, b], chosenOption: 'a' },
  }
  const missing = (given: Partial<Parameters<typeof listMissing>[0]>) => {
    const input = { record, criteria: [], evidence: [], spikes: [], now, ...given }
    const { options, criteria, assessments } = input.record
    const matrix = toMatrix({
      ...{ options, criteria, assessments, evidence: input.evidence },
      measuredOption: 'a',
    })
    return listMissing({ matrix, ...input })
  }
  const spike = { id: 's1', title: 'Hosting', state: 'finished', abort: null }

  it('is nothing for a record that compares, proves and asks nothing more', () => {
    expect(missing({})).toEqual([])
  })

  it.each([
    ['no options', { record: { ...record, options: [] } }, ['too_few_options']],
    ['no choice', { record: { ...record, chosenOption: null } }, ['no_option_chosen']],
    ['an abort', { spikes: [{ ...spike, abort: 'Sleeps' }] }, ['abort_hit']],
    ['a running spike', { spikes: [{ ...spike, state: 'active' }] }, ['spike_unfinished']],
    ['no evidence', { criteria: [criterion('c')] }, ['criterion_without_evidence']],
    [
      'old evidence',
      { criteria: [criterion('c')], evidence: [kept({ observedAt: new Date('2026-09-01') })] },
      ['evidence_too_old'],
    ],
    [
      'an option not compared',
      {
        record: { ...record, criteria: [criterion('c')], assessments: [score('c/a', 1)] },
        criteria: [criterion('c')],
      },
      ['option_not_compared'],
    ],
    [
      'a chosen option that fails a must',
      {
        record: {
          ...record,
          criteria: [criterion('c', { kind: 'must' })],
          assessments: [cell('c/a', { holds: false }), cell('c/b', { holds: true })],
        },
        criteria: [criterion('c', { kind: 'must' })],
      },
      ['must_failed'],
    ],
  ] as const)('names %s', (_, given, kinds) => {
    // Safe because every row of the table is a part of the input.
    const input = given as unknown as Partial<Parameters<typeof listMissing>[0]>
    expect(missing(input).map(({ kind }) => kind)).toEqual(kinds)
  })
})

describe('numbers', () => {
  it.each([
    [[], 'DEC-001'],
    [['DEC-020', 'DEC-003'], 'DEC-021'],
    [['0007', '0012'], '0013'],
    [['ADR-9'], 'ADR-10'],
    [['shop-a-title'], 'DEC-001'],
  ])('after %j comes %s', (known, next) => {
    expect(toNextNumber(known)).toBe(next)
  })

  it('are found in the same system first, by id, and by their digits', () => {
    const row = (id: string, number: string, systemId: string, supersedes: string[] = []) => ({
      ...{ id, number, systemId, supersedes, supersededBy: [] },
    })
    const edges = resolveSupersessions([
      row('DEC-001', 'DEC-001', 'one'),
      row('two-DEC-001', 'DEC-001', 'two'),
      row('two-0005', '0005', 'two'),
      row('DEC-002', 'DEC-002', 'two', ['DEC-001', 'ADR-5', 'nothing', 'DEC-002']),
      row('DEC-003', 'DEC-003', 'three', ['two-dec-001']),
    ])
    expect(edges.map(({ newer, older }) => [newer, older])).toEqual([
      ['DEC-002', 'two-DEC-001'],
      ['DEC-002', 'two-0005'],
      ['DEC-003', 'two-DEC-001'],
    ])
  })
})
