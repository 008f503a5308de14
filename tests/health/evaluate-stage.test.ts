import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evaluateStage, type ProbeFact } from '#lib/health/evaluate-stage.ts'
import { healthWords } from '#lib/health/words.ts'

function probe(component: string, health: ProbeFact['health'], kind = component): ProbeFact {
  const reason = health === 'healthy' || health === 'paused' ? null : 'timed_out'
  return { component, componentKind: kind, health, reason, params: {} }
}

test('a dead worker beside a healthy web process makes the stage degraded and is named', () => {
  const stage = evaluateStage([probe('web', 'healthy'), probe('worker', 'down')])
  expect(stage.health).toBe('degraded')
  expect(stage.components).toContainEqual(
    expect.objectContaining({ component: 'worker', health: 'down', reason: 'timed_out' }),
  )
})

test.each(['web', 'api', 'frontend'])('a stage whose %s is down is down', (kind) => {
  expect(evaluateStage([probe(kind, 'down'), probe('worker', 'healthy')]).health).toBe('down')
})

test('a stage of which everything measured is down is down', () => {
  expect(evaluateStage([probe('worker', 'down'), probe('queue', 'paused')]).health).toBe('down')
})

test('one unknown component keeps a stage from being healthy', () => {
  expect(evaluateStage([probe('web', 'healthy'), probe('worker', 'unknown')]).health).toBe(
    'unknown',
  )
})

test('a component is as bad as its worst probe', () => {
  const stage = evaluateStage([probe('api', 'healthy'), probe('api', 'degraded')])
  expect(stage).toMatchObject({ health: 'degraded', components: [{ health: 'degraded' }] })
})

test('a stage without probes is unknown, one with paused probes only is paused', () => {
  expect(evaluateStage([])).toMatchObject({ health: 'unknown', reason: 'no_probes' })
  expect(evaluateStage([probe('api', 'paused')]).health).toBe('paused')
})

test('a stage is healthy only if every part that is not paused is', () => {
  const anyProbe = fc.record({
    component: fc.constantFrom('web', 'api', 'worker', 'database'),
    health: fc.constantFrom(...healthWords),
  })
  fc.assert(
    fc.property(fc.array(anyProbe, { minLength: 1, maxLength: 8 }), (list) => {
      const probes = list.map(({ component, health }) => probe(component, health))
      const counted = probes.filter(({ health }) => health !== 'paused')
      const allHealthy = counted.length > 0 && counted.every(({ health }) => health === 'healthy')
      expect(evaluateStage(probes).health === 'healthy').toBe(allHealthy)
    }),
  )
})
