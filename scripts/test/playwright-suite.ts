import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { findText } from '#scripts/lib/private-file.ts'
import { getAllowedSkips } from './allowed-skips.ts'
import { type Outcome, type TestReport, toOutcome } from './outcome.ts'
import { runShown } from './run-shown.ts'

const specSchema = z.object({
  title: z.string(),
  file: z.string(),
  tests: z.array(z.object({ status: z.enum(['expected', 'unexpected', 'flaky', 'skipped']) })),
})
interface Suite {
  readonly specs: readonly z.infer<typeof specSchema>[]
  readonly suites?: readonly Suite[] | undefined
}
const suiteSchema: z.ZodType<Suite> = z.lazy(() =>
  z.object({ specs: z.array(specSchema), suites: z.array(suiteSchema).optional() }),
)
const reportSchema = z.object({
  suites: z.array(suiteSchema),
  errors: z.array(z.object({ message: z.string().optional() })),
})

/** Runs the browser tests against a production build that the configuration starts. */
export async function runPlaywright(
  browser: string,
  folder: string,
  signal: AbortSignal,
): Promise<Outcome> {
  const file = join(folder, 'browser.json')
  rmSync(file, { force: true })
  const code = await runShown({
    args: ['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json'],
    variables: { CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
    signal,
  })
  const written = findText(file)
  if (written === null) {
    return { suite: 'browser', passed: 0, failures: [`browser ended with exit code ${code}.`] }
  }
  return toBrowserOutcome(written)
}

/** A test that passed only when repeated counts as failed. */
export function toBrowserOutcome(report: string): Outcome {
  const { suites, errors } = reportSchema.parse(JSON.parse(report))
  const reports = [
    ...suites.flatMap(listSpecs).flatMap(toReports),
    ...errors.map(
      ({ message }): TestReport => ({ name: 'browser', status: 'failed', reason: message ?? '' }),
    ),
  ]
  return toOutcome('browser', reports, getAllowedSkips())
}

function listSpecs(suite: Suite): readonly z.infer<typeof specSchema>[] {
  return [...suite.specs, ...(suite.suites ?? []).flatMap(listSpecs)]
}

function toReports({ title, file, tests }: z.infer<typeof specSchema>): TestReport[] {
  return tests.map(({ status }) => ({
    name: `${file} › ${title}`,
    status: status === 'expected' ? 'passed' : status === 'skipped' ? 'skipped' : 'failed',
    ...(status === 'flaky' ? { reason: 'passed only when it was repeated' } : {}),
  }))
}
