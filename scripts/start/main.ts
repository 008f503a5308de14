import { reportFailure } from '#scripts/lib/problem.ts'
import { startPortal } from './start-portal.ts'
import { createSteps } from './steps.ts'

const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => stop.abort(signal))
}

try {
  await startPortal(createSteps(process.stdout), stop.signal)
} catch (error) {
  if (!stop.signal.aborted) reportFailure(error)
}
process.exit()
