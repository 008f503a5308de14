import { describe, expect, it } from 'vitest'
import { noFilters, parseFilters, toQuery } from '#components/decisions/filters.ts'
import { layoutGraph } from '#components/decisions/layout-graph.ts'
import { toRows } from '#components/decisions/versions/diff-rows.ts'
import { formatDay } from '#components/ui/format-day.ts'

const node = (id: string) => ({
  ...{ id, number: id, title: id, status: 'accepted' as const },
  ...{ system: null, recordedOn: null, decidedOn: null },
})

describe('the graph of supersessions', () => {
  it('places what is newer to the right of what it replaced', () => {
    const graph = layoutGraph({
      nodes: ['a', 'b', 'c', 'alone'].map(node),
      edges: [
        { newer: 'b', older: 'a' },
        { newer: 'c', older: 'b' },
      ],
    })
    const columns = Object.fromEntries(graph.nodes.map((one) => [one.node.id, one.column]))
    expect(columns).toEqual({ a: 0, b: 1, c: 2 })
    expect(graph.aloneCount).toBe(1)
  })

  it('gives no two records the same place', () => {
    const graph = layoutGraph({
      nodes: ['a', 'b', 'c', 'x', 'y'].map(node),
      edges: [
        { newer: 'c', older: 'a' },
        { newer: 'c', older: 'b' },
        { newer: 'y', older: 'x' },
      ],
    })
    const places = graph.nodes.map(({ column, row }) => `${column} ${row}`)
    expect(new Set(places).size).toBe(places.length)
  })

  it('ends when two texts claim to replace each other', () => {
    const edges = [
      { newer: 'a', older: 'b' },
      { newer: 'b', older: 'a' },
    ]
    expect(layoutGraph({ nodes: ['a', 'b'].map(node), edges }).nodes).toHaveLength(2)
  })

  it('leaves out what the reader may not see', () => {
    const edges = [{ newer: 'a', older: 'hidden' }]
    expect(layoutGraph({ nodes: [node('a')], edges }).edges).toEqual([])
  })
})

describe('filters of the list', () => {
  it('come from the address, a remembered order only where it says none', () => {
    expect(parseFilters({ status: 'accepted' }, 'title')).toMatchObject({
      status: 'accepted',
      sort: 'title',
    })
    expect(parseFilters({ sort: 'number' }, 'title').sort).toBe('number')
    expect(parseFilters({}, 'nonsense').sort).toBe('')
  })

  it('send nothing the API would refuse', () => {
    const odd = { ...noFilters, status: 'great', sort: 'up', review: 'x', system: 'Ä', q: ' dns ' }
    expect(toQuery(odd)).toEqual({ q: 'dns' })
  })
})

describe('a difference in two columns', () => {
  it('puts what came beside what went, with the line of each text', () => {
    const rows = toRows({
      ...{ fromLine: 4, toLine: 7 },
      lines: [
        { kind: 'same', text: 'a' },
        { kind: 'removed', text: 'b' },
        { kind: 'added', text: 'B' },
        { kind: 'added', text: 'C' },
        { kind: 'same', text: 'd' },
      ],
    })
    expect(rows.map(({ left, right }) => [left?.line ?? null, right?.line ?? null])).toEqual([
      [4, 7],
      [5, 8],
      [null, 9],
      [6, 10],
    ])
  })
})

it('a day is the same day in every zone', () => {
  expect(formatDay('2026-11-21', 'de')).toBe('21. Nov. 2026')
})
