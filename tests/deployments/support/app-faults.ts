import { afterAll, beforeAll } from 'vitest'
import { type RunningApp, startApp } from '#tests/hosting/digitalocean-app-platform/support.ts'

/** Real processes on a stand-in of App Platform, where the product's settings lead to. */
export function useApp(): () => RunningApp {
  let app: RunningApp | undefined
  beforeAll(async () => {
    app = await startApp()
    process.env.DIGITALOCEAN_API_URL = app.api.url
  }, 60_000)
  afterAll(() => app?.close())
  return () => {
    if (!app) throw new Error('The app exists only while tests run.')
    return app
  }
}

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
