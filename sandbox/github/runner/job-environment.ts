import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { getMember, toText } from '../workflow/values.ts'
import type { JobExecution } from './port.ts'

export interface JobFolders {
  readonly root: string
  readonly workspace: string
  readonly temp: string
}

const fromContext = {
  GITHUB_ACTOR: 'actor',
  GITHUB_TRIGGERING_ACTOR: 'triggering_actor',
  GITHUB_API_URL: 'api_url',
  GITHUB_EVENT_NAME: 'event_name',
  GITHUB_JOB: 'job',
  GITHUB_REF: 'ref',
  GITHUB_REF_NAME: 'ref_name',
  GITHUB_REF_TYPE: 'ref_type',
  GITHUB_REPOSITORY: 'repository',
  GITHUB_REPOSITORY_ID: 'repository_id',
  GITHUB_REPOSITORY_OWNER: 'repository_owner',
  GITHUB_RUN_ATTEMPT: 'run_attempt',
  GITHUB_RUN_ID: 'run_id',
  GITHUB_RUN_NUMBER: 'run_number',
  GITHUB_SERVER_URL: 'server_url',
  GITHUB_SHA: 'sha',
  GITHUB_WORKFLOW: 'workflow',
} as const

/** What every step of the job finds in its environment. */
export function toJobEnvironment(
  { contexts, env }: JobExecution,
  { workspace, temp }: JobFolders,
  own: Readonly<Record<string, string>>,
): Record<string, string> {
  const github = contexts.github
  const eventFile = join(temp, 'event.json')
  writeFileSync(eventFile, JSON.stringify(getMember(github, 'event')))
  const facts = Object.entries(fromContext).map(([name, key]) => [
    name,
    toText(getMember(github, key)),
  ])
  return {
    PATH: process.env.PATH ?? '/usr/bin:/bin',
    HOME: process.env.HOME ?? temp,
    LANG: 'C.UTF-8',
    ...own,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_PATH: eventFile,
    GITHUB_WORKSPACE: workspace,
    RUNNER_OS: 'Linux',
    RUNNER_TEMP: temp,
    ...Object.fromEntries(facts),
    ...toInputVariables(contexts.inputs),
    ...env,
  }
}

function toInputVariables(inputs: unknown): Record<string, string> {
  const entries = typeof inputs === 'object' && inputs !== null ? Object.entries(inputs) : []
  return Object.fromEntries(
    entries.map(([name, value]) => [
      `INPUT_${name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}`,
      toText(value),
    ]),
  )
}
