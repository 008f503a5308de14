import { ensurePrismaClient } from '#scripts/lib/prisma-client.ts'
import { generateRouteTypes } from '#scripts/lib/route-types.ts'
import type { Steps } from '#scripts/start/steps.ts'
import type { Check, CheckResult } from './check.ts'
import { documentedPathsCheck } from './documented-paths.ts'
import { messageKeysCheck } from './message-keys.ts'
import { sourceChecks } from './source-rules.ts'
import { toolChecks } from './tool-checks.ts'
import { versionFloorsCheck } from './version-floors.ts'

const checks: readonly Check[] = [
  ...toolChecks,
  ...sourceChecks,
  messageKeysCheck,
  documentedPathsCheck,
  versionFloorsCheck,
]

/** Runs every check at once and says what each found. */
export async function runChecks(
  steps: Steps,
  signal: AbortSignal,
): Promise<readonly CheckResult[]> {
  await Promise.all([ensurePrismaClient(signal), generateRouteTypes(signal)])
  return Promise.all(checks.map((check) => runCheck(check, steps, signal)))
}

async function runCheck(check: Check, steps: Steps, signal: AbortSignal): Promise<CheckResult> {
  let problems: readonly string[] = []
  const work = async () => {
    problems = await check.run(signal)
    if (problems.length > 0) throw new CheckFailure()
  }
  await steps.run(check.title, work).catch((error: unknown) => {
    if (!(error instanceof CheckFailure)) problems = [String(error)]
  })
  return { title: check.title, problems }
}

class CheckFailure extends Error {}
