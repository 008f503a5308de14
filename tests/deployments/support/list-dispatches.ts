import type { Lab } from '#tests/deployments/support/lab.ts'

/** Every request to start a workflow of a repository, accepted or not, oldest first. */
export function listDispatches(lab: Lab, fullName: string) {
  return lab.github.ledger.list(
    ({ method, path }) =>
      method === 'POST' && path.includes(fullName) && path.endsWith('/dispatches'),
  )
}
