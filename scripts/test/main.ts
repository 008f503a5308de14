import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { checkout } from '#scripts/lib/checkout.ts'
import { reportFailure } from '#scripts/lib/problem.ts'
import { createSteps } from '#scripts/start/steps.ts'
import { runChecks } from '#scripts/verify/run-checks.ts'
import { ensureBrowser } from './browser.ts'
import { type Outcome, toOutcome, toTotal } from './outcome.ts'
import { runPlaywright } from './playwright-suite.ts'
import { listVitestProjects, runVitest } from './vitest-suite.ts'

const reports = join(checkout, 'test-results/reports')
const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => stop.abort(new Error('The run was stopped.')))
}

try {
  const outcomes = await runEverything(stop.signal)
  for (const outcome of outcomes) report(outcome)
  console.log(toTotal(outcomes))
  process.exitCode = outcomes.every(({ failures }) => failures.length === 0) ? 0 : 1
} catch (error) {
  if (stop.signal.aborted) console.log('The run was stopped.')
  else reportFailure(error)
  console.log('0 passed, 1 failed')
  process.exitCode = 1
}
process.exit()

/** One after the other: each of them keeps both cores of a small machine busy. */
async function runEverything(signal: AbortSignal): Promise<readonly Outcome[]> {
  mkdirSync(reports, { recursive: true })
  const browser = ensureBrowser()
  const outcomes = [await verify(signal)]
  for (const project of listVitestProjects()) {
    outcomes.push(await runVitest(project, reports, signal))
  }
  return [...outcomes, await runPlaywright(browser, reports, signal)]
}

async function verify(signal: AbortSignal): Promise<Outcome> {
  const results = await runChecks(createSteps(process.stdout), signal)
  return toOutcome(
    'verify',
    results.map(({ title, problems }) => ({
      name: title,
      status: problems.length === 0 ? 'passed' : 'failed',
      reason: problems.join('\n    '),
    })),
  )
}

function report({ suite, passed, failures }: Outcome): void {
  console.log(`${suite}: ${passed} passed, ${failures.length} failed`)
  for (const failure of failures) console.log(`  ✗ ${failure}`)
}
