import { describe, expect, it } from 'vitest'
import { isAffected } from '#components/live/affected-queries.ts'

describe('a change', () => {
  it('of a stage touches the reads of that stage and no other', () => {
    const change = { topic: 'stage', key: 'shop/production' } as const
    expect(isAffected(['rollback-targets', 'shop', 'production'], change)).toBe(true)
    expect(isAffected(['rollback-targets', 'shop', 'staging'], change)).toBe(false)
    expect(isAffected(['board'], change)).toBe(false)
  })

  it('of a deployment touches its page and the lists', () => {
    const change = { topic: 'deployment', key: 'd1' } as const
    expect(isAffected(['deployment', 'd1'], change)).toBe(true)
    expect(isAffected(['deployment', 'd2'], change)).toBe(false)
    expect(isAffected(['deployments', { system: 'shop' }], change)).toBe(true)
  })

  it('of the board touches the board', () => {
    expect(isAffected(['board'], { topic: 'board', key: 'shop/production' })).toBe(true)
  })
})
