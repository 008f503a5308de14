import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { findText } from '#scripts/lib/private-file.ts'
import config from '../../vitest.config.ts'
import { getAllowedSkips } from './allowed-skips.ts'
import { type Outcome, type TestReport, toOutcome } from './outcome.ts'
import { runShown } from './run-shown.ts'

const reportSchema = z.object({
  success: z.boolean(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
})

const configSchema = z.object({
  test: z.object({ projects: z.array(z.object({ test: z.object({ name: z.string() }) })) }),
})

/** Every project of vitest.config.ts: none can be left out by forgetting it here. */
export function listVitestProjects(): readonly string[] {
  return configSchema.parse(config).test.projects.map((project) => project.test.name)
}

/** Runs the project of this name in vitest.config.ts. */
export async function runVitest(
  suite: string,
  folder: string,
  signal: AbortSignal,
): Promise<Outcome> {
  const file = join(folder, `${suite}.json`)
  rmSync(file, { force: true })
  const code = await runShown({
    args: [
      ...['node_modules/vitest/vitest.mjs', 'run', '--project', suite],
      ...['--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    ],
    signal,
  })
  const written = findText(file)
  if (written === null) {
    return { suite, passed: 0, failures: [`${suite} ended with exit code ${code} and no report.`] }
  }
  return toSuiteOutcome(suite, written, code)
}

/** Also counts files that could not be loaded, and errors outside any test. */
export function toSuiteOutcome(suite: string, report: string, exitCode: number | null): Outcome {
  const { success, testResults } = reportSchema.parse(JSON.parse(report))
  const outcome = toOutcome(suite, testResults.flatMap(toReports), getAllowedSkips())
  const unexplained = (!success || exitCode !== 0) && outcome.failures.length === 0
  return unexplained
    ? { ...outcome, failures: [`${suite} failed outside its tests (exit code ${exitCode}).`] }
    : outcome
}

function toReports(file: z.infer<typeof reportSchema>['testResults'][number]): TestReport[] {
  const reports = file.assertionResults.map(
    ({ fullName, status }): TestReport => ({
      name: fullName,
      status: status === 'passed' || status === 'failed' ? status : 'skipped',
    }),
  )
  const brokenFile = file.status === 'failed' && reports.every(({ status }) => status !== 'failed')
  return brokenFile
    ? [...reports, { name: file.name, status: 'failed', reason: file.message ?? 'did not load' }]
    : reports
}
