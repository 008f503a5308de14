import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseTest } from '#lib/spikes/parse-test.ts'

const smoke = `name: smoke
steps:
  - request: POST /api/jobs
    json: { kind: sleep, seconds: 10 }
    expect: { status: 202 }
    capture: { job: $.id }
  - poll: GET /api/jobs/{job}
    until: { json: { $.status: succeeded } }
    every: 1s
    within: 30s
    capture: { effects: $.effects }
  - expect: '{effects} = 1'
  - log: { contains: '{job}', component: worker, within: 1m }
  - process: kill worker
  - service: restart database
  - probe: { name: worker-alive, is: down, within: 2m }
  - wait: 5s
    always: true
  - ask: Does the page show it?
`

const problemsOf = (text: string, firstLine?: number) => {
  const parsed = parseTest(text, firstLine)
  return parsed.ok ? [] : parsed.problems
}

describe('a test', () => {
  test('is read with every kind of step', () => {
    const parsed = parseTest(smoke)
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
    expect(parsed.name).toBe('smoke')
    expect(parsed.steps).toMatchObject([
      { kind: 'request', method: 'POST', path: '/api/jobs', json: { kind: 'sleep', seconds: 10 } },
      { kind: 'poll', path: '/api/jobs/{job}', everyMs: 1_000, withinMs: 30_000 },
      { kind: 'expect', comparisons: [{ left: '{effects}', operator: '=', right: '1' }] },
      { kind: 'log', contains: '{job}', component: 'worker', atLeast: 1, atMost: null },
      { kind: 'process', action: 'kill', component: 'worker' },
      { kind: 'service', service: 'database' },
      { kind: 'probe', probe: 'worker-alive', is: 'down', withinMs: 120_000 },
      { kind: 'wait', forMs: 5_000, always: true },
      { kind: 'ask', question: 'Does the page show it?' },
    ])
  })

  test.each([
    ['name: smoke\nstpes: []\n', 'key_unknown', 2, 1, 'steps'],
    ['name: smoke\nsteps:\n  - reqest: GET /\n', 'step_unknown', 3, 5, 'request'],
    ['name: smoke\nsteps:\n  - request: GET /\n    expct: {}\n', 'key_unknown', 4, 5, 'expect'],
    ['name: smoke\nsteps:\n  - request: GET //evil.example/\n', 'value_invalid', 3, 5, null],
    ['name: smoke\nsteps:\n  - request: GET http://evil.example/\n', 'value_invalid', 3, 5, null],
    ['name: smoke\nsteps:\n  - poll: /a\n    until: { status: 200 }\n', 'key_missing', 3, 5, null],
    ['name: smoke\nsteps:\n  - process: reboot worker\n', 'value_invalid', 3, 5, null],
    ['name: smoke\nsteps:\n  - wait: 5 hours\n', 'value_invalid', 3, 5, null],
    ['name: smoke\nsteps:\n  - wait: 5h\n', 'value_invalid', 3, 5, null],
    ['name: smoke\nsteps:\n  - request: GET /{jbo}\n', 'capture_unknown', 3, 5, null],
    ['name: smoke\nsteps:\n  - wait: 1s\n wait: 2s\n', 'yaml_syntax', 4, 1, null],
    ['name: smoke\nsteps: []\n', 'value_invalid', 2, 1, null],
    ['- a\n', 'value_invalid', 1, 1, null],
  ])(
    'with a mistake is refused, naming its place and what was meant: %j',
    (text, code, line, column, nearest) => {
      expect(problemsOf(text)[0]).toMatchObject({ code, line, column, nearest })
    },
  )

  test('in a document counts the lines of the document', () => {
    const [problem] = problemsOf('name: smoke\nsteps:\n  - reqest: GET /\n', 101)
    expect(problem?.line).toBe(103)
  })

  test('of a name that is nearly captured says which was meant', () => {
    const text = smoke.replace("'{effects} = 1'", "'{efects} = 1'")
    expect(problemsOf(text)[0]).toMatchObject({ code: 'capture_unknown', nearest: 'effects' })
  })

  test('never throws, whatever is written', () => {
    const lines = fc.array(
      fc.oneof(
        fc.string(),
        fc.constantFrom(
          'name: a',
          'steps:',
          '  - wait: 1s',
          '  - request: GET /',
          '&a [*a, *a]',
          '{',
        ),
      ),
    )
    fc.assert(
      fc.property(lines, (written) => {
        const parsed = parseTest(written.join('\n'))
        if (!parsed.ok) expect(parsed.problems.length).toBeGreaterThan(0)
      }),
    )
  })

  test('that expands to millions of values is refused at once', () => {
    const layers = Array.from({ length: 12 }, (_, n) => {
      const before = n === 0 ? 'x' : `*l${n - 1}`
      return `l${n}: &l${n} [${Array.from({ length: 10 }, () => before).join(', ')}]`
    })
    const startedAt = performance.now()
    expect(problemsOf(layers.join('\n'))[0]?.code).toBe('yaml_syntax')
    expect(performance.now() - startedAt).toBeLessThan(1_000)
  })
})
