import type { SheetFacts, SheetStep } from '../facts.ts'
import { toCommand } from '../shell.ts'
import type { Texts } from '../texts.ts'

/** Versions a sheet offers to go back to. */
export const offeredVersions = 3

/** Deploying through the workflow the portal uses: https://cli.github.com/manual/gh_workflow_run */
export function toWorkflowSteps(facts: SheetFacts, t: Texts): readonly SheetStep[] {
  const { deploy, repository } = facts
  if (!deploy || !repository) return []
  const run = (commit: string) => {
    const given = Object.entries(deploy.inputs).flatMap(([name, value]) => [
      '-f',
      `${name}=${value}`,
    ])
    const start = toCommand(
      ...['gh', 'workflow', 'run', deploy.workflow, '--repo', repository, '--ref', deploy.ref],
      ...given,
    )
    // The run needs an id of its own, by which nobody looks for it while the portal is away.
    return `${start} -f ${toCommand(deploy.commitInput)}=${commit} -f ${toCommand(deploy.correlationInput)}="$(uuidgen)"`
  }
  const [host, path] = splitHost(repository)
  const api = toCommand(
    ...['gh', 'api', ...(host ? ['--hostname', host] : [])],
    ...[`repos/${path}/commits/${deploy.ref}`, '--jq', '.sha'],
  )
  const list = toCommand(
    ...['gh', 'run', 'list', '--repo', repository, '--workflow', deploy.workflow, '--limit', '3'],
  )
  return [
    { part: 'deploy', text: t.workflow, commands: [`COMMIT="$(${api})"`, run('"$COMMIT"')] },
    { part: 'deploy', text: t.watch, commands: [list] },
    ...facts.versions.slice(0, offeredVersions).map(
      (target): SheetStep => ({
        part: 'roll-back',
        text: t.workflowBack(`${target.version} (${t[target.verdict]})`),
        commands: [run(toCommand(target.commitSha))],
      }),
    ),
  ]
}

function splitHost(repository: string): readonly [string | null, string] {
  const parts = repository.split('/')
  return parts.length === 3 ? [parts[0] ?? null, parts.slice(1).join('/')] : [null, repository]
}
