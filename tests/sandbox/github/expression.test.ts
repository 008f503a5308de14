import { describe, expect, it } from 'vitest'
import { evaluate, evaluateTemplate, isConditionMet } from '#sandbox/github/workflow/expression.ts'

const contexts = {
  inputs: { stage: 'Production', 'dry-run': false, count: 3 },
  github: { ref: 'refs/heads/main', event: { inputs: { stage: 'Production' } } },
  needs: { build: { result: 'success', outputs: { list: '[1,2]' } } },
}

describe('an expression', () => {
  it.each([
    ["inputs.stage == 'production'", true],
    ["inputs['stage'] != 'staging'", true],
    ['!inputs.dry-run && inputs.count > 2', true],
    ["inputs.missing || 'fallback'", 'fallback'],
    ["inputs.stage && 'yes' || 'no'", 'yes'],
    ["(1 == 2 || 'x') == 'X'", true],
    ["startsWith(github.ref, 'refs/heads/') && !endsWith(github.ref, '/x')", true],
    ["format('{1}-{0}', inputs.stage, 'it''s')", "it's-Production"],
    ['fromJSON(needs.build.outputs.list)[1]', 2],
    ["contains(fromJSON(needs.build.outputs.list), '2')", true],
    ['github.event.inputs.stage', 'Production'],
    ['inputs.constructor', null],
    ["'' == 0", true],
  ])('%s is %o', (source, value) => {
    expect(evaluate(source, { contexts })).toEqual(value)
  })

  it.each([
    'inputs.',
    'secrets.KEY',
    'nothing()',
    '1 +',
    "'open",
    'inputs.stage inputs.stage',
    'toString()',
  ])('%s is refused', (source) => {
    expect(() => evaluate(source, { contexts })).toThrow(/is not valid/)
  })

  it('fills its place in a text', () => {
    expect(
      evaluateTemplate(`Deploy \${{ inputs.stage }} [\${{ inputs.none }}] \${{ inputs.dry-run }}`, {
        contexts,
      }),
    ).toBe('Deploy Production [] false')
  })
})

describe('a condition', () => {
  it.each([
    [null, 'success', true],
    [null, 'failure', false],
    ["inputs.stage == 'production'", 'failure', false],
    ["failure() && inputs.stage == 'production'", 'failure', true],
    ['always()', 'cancelled', true],
    [`\${{ cancelled() }}`, 'cancelled', true],
    ['success()', 'cancelled', false],
  ] as const)('%s after %s is %o', (condition, status, isMet) => {
    expect(isConditionMet(condition, { contexts, status })).toBe(isMet)
  })
})
