import { z } from 'zod'
import { mapResult, type Result } from './failure.ts'
import type { GitHub } from './get-github.ts'
import { readPages, readRepositoryPart } from './read.ts'

/** A secret or variable of an environment. GitHub gives out values of variables only. */
export interface EnvironmentSetting {
  readonly name: string
  readonly kind: 'secret' | 'variable'
  /** Null for a secret. */
  readonly value: string | null
  readonly updatedAt: Date
}

const named = { name: z.string().max(1_000), updated_at: z.coerce.date() }
const secretsSchema = z.object({ secrets: z.array(z.object(named)) })
const variablesSchema = z.object({ variables: z.array(z.object({ ...named, value: z.string() })) })

// https://docs.github.com/rest/actions/variables: at most 30 a page; secrets allow 100.
const secretsPerPage = 100
const variablesPerPage = 30
const maxPages = 10

/** Names of all secrets and variables of an environment; needs the right to read environments. */
export async function listEnvironmentSettings(
  github: GitHub,
  repository: string,
  options: { readonly environment: string; readonly signal?: AbortSignal },
): Promise<Result<readonly EnvironmentSetting[]>> {
  const { environment, signal } = options
  const secrets = await readPages(maxPages, secretsPerPage, async (page) => {
    const found = await readRepositoryPart(github, repository, {
      route: 'GET /environments/{environment_name}/secrets',
      parameters: { environment_name: environment, page, per_page: secretsPerPage },
      schema: secretsSchema,
      signal,
    })
    return mapResult(found, (answer) => answer.secrets)
  })
  if (!secrets.ok) return secrets
  const variables = await readPages(maxPages, variablesPerPage, async (page) => {
    const found = await readRepositoryPart(github, repository, {
      route: 'GET /environments/{environment_name}/variables',
      parameters: { environment_name: environment, page, per_page: variablesPerPage },
      schema: variablesSchema,
      signal,
    })
    return mapResult(found, (answer) => answer.variables)
  })
  return mapResult(variables, ({ items }) => [
    ...secrets.value.items.map((secret) => toSetting('secret', { ...secret, value: null })),
    ...items.map((variable) => toSetting('variable', variable)),
  ])
}

function toSetting(
  kind: EnvironmentSetting['kind'],
  found: { readonly name: string; readonly value: string | null; readonly updated_at: Date },
): EnvironmentSetting {
  return { kind, name: found.name, value: found.value, updatedAt: found.updated_at }
}
