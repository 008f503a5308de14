import { join } from 'node:path'
import { sampleOrganisation } from '../people.ts'
import { buildRepository } from './build-repository.ts'
import { handbookHistory } from './histories/handbook.ts'
import type { RepositoryHistory } from './history.ts'
import { sampleSystems } from './index.ts'

/** Every repository of the sandbox: one for each system, and one that nothing is deployed from. */
export const sampleHistories: readonly RepositoryHistory[] = [
  ...sampleSystems.map(({ history }) => history),
  handbookHistory,
]

/** Builds the repositories that do not exist yet as `{folder}/{organisation}/{name}.git`. */
export async function buildRepositories(folder: string, now = new Date()): Promise<void> {
  const target = join(folder, sampleOrganisation)
  await Promise.all(
    sampleHistories.map((history) => buildRepository(history, { folder: target, now })),
  )
}

export function toRepositoryPath(folder: string, name: string) {
  return join(folder, sampleOrganisation, `${name}.git`)
}
