import { describe, expect, it } from 'vitest'
import { findMatches, toStageTargets, toSystemTargets } from '#components/shell/palette-entries.ts'
import { readAt, sampleSystem } from '../board/sample-system.ts'

const systems = [sampleSystem('shop'), sampleSystem('workshop'), sampleSystem('easysks')]
const board = { readAt, total: systems.length, systems }

describe('the command palette', () => {
  it('finds a stage by words of system and stage in any order', () => {
    const { shown } = findMatches(toStageTargets(board), 'production easy', 8)
    expect(shown.map(({ href }) => href)).toEqual(['/systems/easysks/production'])
  })

  it('puts entries first that begin with what is typed', () => {
    const { shown } = findMatches(toSystemTargets(board), 'shop', 8)
    expect(shown.map(({ label }) => label)).toEqual(['shop', 'workshop'])
  })

  it('says how many matches it does not show', () => {
    expect(findMatches(toSystemTargets(board), '', 2)).toMatchObject({ hiddenCount: 1 })
  })

  it('offers nothing before the board is known', () => {
    expect(toSystemTargets(undefined)).toEqual([])
  })
})
