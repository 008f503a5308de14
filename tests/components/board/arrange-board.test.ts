import { describe, expect, it } from 'vitest'
import { arrangeBoard } from '#components/board/arrange-board.ts'
import { type BoardView, parseView, type SortOrder } from '#components/board/view.ts'
import type { BoardSystem } from '#lib/board/types.ts'
import { nowMs, sampleHealth, sampleStage, sampleSystem } from './sample-system.ts'

const plain = parseView(new URLSearchParams())

function arrange(
  systems: readonly BoardSystem[],
  view: Partial<BoardView> = {},
  sort: SortOrder = 'name',
) {
  return arrangeBoard(systems, { view: { ...plain, ...view }, sort, nowMs, locale: 'de' })
}

const slugs = ({ lines }: ReturnType<typeof arrange>) =>
  lines.flatMap((line) => (line.kind === 'system' ? [line.key] : []))

const down = { health: sampleHealth('down') }

describe('the order of the board', () => {
  it('puts pinned systems first, then the teams by name, and Ä beside A', () => {
    const arrangement = arrange([
      sampleSystem('zebra', { team: 'zoo', teamName: 'Zoo' }),
      sampleSystem('apfel', { team: 'ae', teamName: 'Ärzte' }),
      sampleSystem('birne', { team: 'bau', teamName: 'Bau' }),
      sampleSystem('mango', { team: 'zoo', teamName: 'Zoo', pinned: true }),
    ])
    expect(arrangement.lines.map(({ key }) => key)).toEqual([
      'pinned',
      'mango',
      'team:ae',
      'apfel',
      'team:bau',
      'birne',
      'team:zoo',
      'zebra',
    ])
  })

  it('counts in names like a person does', () => {
    expect(slugs(arrange([sampleSystem('s10'), sampleSystem('s9')]))).toEqual(['s9', 's10'])
  })

  it('shows what is worst first: down before doubtful, production before staging', () => {
    const staging = { risk: 'staging' } as const
    const systems = [
      sampleSystem('fine'),
      sampleSystem('down-in-staging', { stage: { ...down, ...staging } }),
      sampleSystem('degraded', { stage: { health: sampleHealth('degraded') } }),
      sampleSystem('down', { stage: down }),
    ]
    expect(slugs(arrange(systems, {}, 'worst'))).toEqual([
      'down',
      'down-in-staging',
      'degraded',
      'fine',
    ])
  })

  it('shows what changed last first', () => {
    const changedAt = (since: string) => ({ health: { ...sampleHealth('healthy'), since } })
    const systems = [
      sampleSystem('older', { stage: changedAt('2026-11-20T00:00:00.000Z') }),
      sampleSystem('newer', { stage: changedAt('2026-11-21T00:00:00.000Z') }),
    ]
    expect(slugs(arrange(systems, {}, 'recent'))).toEqual(['newer', 'older'])
  })
})

describe('the filters of the board', () => {
  it('find a system by every word, in its name or its team', () => {
    const systems = [sampleSystem('shop', { teamName: 'Handel' }), sampleSystem('shop-admin')]
    expect(slugs(arrange(systems, { q: 'SHOP handel' }))).toEqual(['shop'])
  })

  it('count a measurement that grew too old as unknown', () => {
    const old = sampleHealth('healthy', '2026-11-21T12:57:59.000Z')
    const systems = [sampleSystem('stale', { stage: { health: old } }), sampleSystem('fresh')]
    expect(slugs(arrange(systems, { health: ['unknown'] }))).toEqual(['stale'])
    expect(arrange(systems).counts).toMatchObject({ unknown: 1, healthy: 1 })
  })

  it('add up: a system stays that shows any of the chosen words or marks', () => {
    const hold = {
      id: 'h',
      kind: 'manual',
      reason: 'Migration',
      createdBy: 'Emil',
      createdAt: '2026-11-21T10:00:00.000Z',
      until: null,
    } as const
    const systems = [
      sampleSystem('down', { stage: down }),
      sampleSystem('held', { stage: { hold } }),
      sampleSystem('fine'),
    ]
    expect(slugs(arrange(systems, { health: ['down'], mark: ['held'] }))).toEqual(['down', 'held'])
  })

  it('leave the summary as it is', () => {
    const systems = [sampleSystem('down', { stage: down }), sampleSystem('fine')]
    expect(arrange(systems, { q: 'fine' }).counts).toMatchObject({ down: 1, healthy: 1 })
  })
})

describe('the marks of the board', () => {
  const ended = (state: 'failed' | 'cancelled' | 'succeeded') =>
    sampleSystem(state, {
      stage: {
        lastDeployment: {
          id: 'd1',
          number: 1,
          kind: 'deployment',
          state,
          version: 'v2',
          commitSha: null,
          createdAt: '2026-11-21T10:00:00.000Z',
          finishedAt: '2026-11-21T10:01:00.000Z',
          reason: null,
          actor: 'Emil',
        },
      },
    })

  it('show a failed attempt, and neither a success nor what somebody cancelled', () => {
    const systems = [ended('failed'), ended('cancelled'), ended('succeeded')]
    expect(slugs(arrange(systems, { mark: ['attempt_failed'] }))).toEqual(['failed'])
  })

  it('only has the columns that some system needs', () => {
    const staging = sampleStage({ slug: 'staging', risk: 'staging' })
    const { risks } = arrange([sampleSystem('one', { stages: [staging, sampleStage()] })])
    expect(risks).toEqual(['staging', 'production'])
  })
})
