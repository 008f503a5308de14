import { describe, expect, it } from 'vitest'
import { toOutcome, toTotal } from '#scripts/test/outcome.ts'
import { toBrowserOutcome } from '#scripts/test/playwright-suite.ts'
import { listVitestProjects, toSuiteOutcome } from '#scripts/test/vitest-suite.ts'

describe('a suite', () => {
  it('that ran nothing has failed', () => {
    expect(toOutcome('server', []).failures).toEqual(['server ran no test at all.'])
  })

  it('counts a skipped test as failed unless its reason is on the list', () => {
    const reports = [
      { name: 'a b', status: 'skipped' as const },
      { name: 'c d', status: 'skipped' as const },
    ]

    expect(toOutcome('server', reports, [{ name: 'c', reason: 'needs root' }]).failures).toEqual([
      'a b was skipped.',
    ])
  })

  it('adds up to the last line of the run', () => {
    const outcomes = [
      { suite: 'a', passed: 3, failures: [] },
      { suite: 'b', passed: 1, failures: ['x'] },
    ]

    expect(toTotal(outcomes)).toBe('4 passed, 1 failed')
  })
})

it('a run includes every project of the configuration of Vitest', () => {
  expect(listVitestProjects()).toEqual(
    expect.arrayContaining(['server', 'components', 'processes']),
  )
})

describe('a report of Vitest', () => {
  const passed = { fullName: 'a', status: 'passed' }
  const file = { name: 'a.test.ts', status: 'passed', assertionResults: [passed] }

  it('counts its tests', () => {
    const report = JSON.stringify({ success: true, testResults: [file] })

    expect(toSuiteOutcome('server', report, 0)).toEqual({
      suite: 'server',
      passed: 1,
      failures: [],
    })
  })

  it('counts a file that did not load', () => {
    const broken = { name: 'b.test.ts', status: 'failed', message: 'no', assertionResults: [] }
    const report = JSON.stringify({ success: false, testResults: [file, broken] })

    expect(toSuiteOutcome('server', report, 1).failures).toEqual(['b.test.ts: no'])
  })

  it('counts an error outside every test', () => {
    const report = JSON.stringify({ success: false, testResults: [file] })

    expect(toSuiteOutcome('server', report, 1).failures).toHaveLength(1)
  })
})

describe('a report of Playwright', () => {
  const spec = (status: string) => ({ title: 't', file: 'f', tests: [{ status }] })

  it('counts a test that passed only when repeated as failed', () => {
    const suites = [{ specs: [spec('expected')], suites: [{ specs: [spec('flaky')] }] }]
    const outcome = toBrowserOutcome(JSON.stringify({ suites, errors: [] }))

    expect(outcome.passed).toBe(1)
    expect(outcome.failures).toEqual(['f › t: passed only when it was repeated'])
  })

  it('counts an error before the first test', () => {
    const report = JSON.stringify({ suites: [], errors: [{ message: 'no portal' }] })

    expect(toBrowserOutcome(report).failures).toEqual(['browser: no portal'])
  })
})
