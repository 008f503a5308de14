import type { RunningApp } from '#tests/hosting/digitalocean-app-platform/support.ts'

/** What goes wrong at App Platform when it is asked to go back, and how often it was asked. The app was asked for before. */
export function createFaults({ api }: RunningApp) {
  const rollbacks = () =>
    api.ledger.list().filter((entry) => entry.method === 'POST' && entry.path.endsWith('/rollback'))
  const app = api.ledger.list().find(({ path }) => /^\/v2\/apps\/[^/?]+/.test(path))
  const path = `${app?.path.split(/[/?]/).slice(0, 4).join('/')}/rollback`
  return {
    clear() {
      api.faults.clear()
      api.ledger.clear()
    },
    countRollbacks: () => rollbacks().length,
    /** The platform goes back, and its answer does not arrive. */
    loseAnswer: () => api.faults.add({ method: 'POST', path, effect: 'accept-then-reset' }),
    /** The platform fails without having taken it. */
    refuseUncertainly: () => api.faults.add({ method: 'POST', path, effect: 'reject-with-503' }),
    refuseAll: () => api.faults.add({ effect: 'denied' }),
  }
}
