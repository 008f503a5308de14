import { createSteps } from './start/steps.ts'
import { runChecks } from './verify/run-checks.ts'

const stop = new AbortController()
process.once('SIGINT', () => stop.abort())

const results = await runChecks(createSteps(process.stdout), stop.signal)
const failed = results.filter(({ problems }) => problems.length > 0)
for (const { title, problems } of failed) {
  console.log(`\n${title}\n${problems.map((problem) => `  ${problem}`).join('\n')}`)
}
process.exitCode = failed.length > 0 ? 1 : 0
