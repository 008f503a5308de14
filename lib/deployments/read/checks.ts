import 'server-only'
import { type GitHub, readChecks } from '#lib/github/index.ts'
import { createBlocker } from '../blockers.ts'
import type { Blocker, ChecksView } from '../types.ts'

/** Continuous integration of a commit; `unknown` when GitHub does not tell. */
export async function readChecksView(
  github: GitHub,
  repository: string,
  commitSha: string,
): Promise<ChecksView> {
  const checks = await readChecks(github, repository, commitSha)
  return checks.ok ? checks.value : { state: 'unknown', failing: [], url: null }
}

/** Warnings only: whether a red commit may go out is a person's decision. */
export function listCheckBlockers({ state, failing }: ChecksView): readonly Blocker[] {
  if (state === 'failing') return [createBlocker('ci_failing', { failing })]
  if (state === 'running') return [createBlocker('ci_running')]
  return state === 'unknown' ? [createBlocker('ci_unknown')] : []
}
