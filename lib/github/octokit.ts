import { App, Octokit, RequestError } from 'octokit'
import { logger } from '#lib/core/logger.ts'
import { boundedFetch } from './bounded-fetch.ts'

export { RequestError }

/**
 * Octokit without its own retries and waiting: one call is one request. Its retry plugin repeats a POST after a
 * server error or a lost connection, which would start a deployment twice.
 */
const PlainOctokit = Octokit.defaults({
  retry: { enabled: false },
  throttle: { enabled: false },
  userAgent: 'leitstand',
  request: { fetch: boundedFetch },
  log: {
    debug: () => undefined,
    info: () => undefined,
    warn: (message: string) => logger.warn({ github: message }, 'github client'),
    error: (message: string) => logger.warn({ github: message }, 'github client'),
  },
})

export function createOctokit(apiUrl: string): Octokit {
  return withApiVersion(new PlainOctokit({ baseUrl: apiUrl }))
}

export function createApp(apiUrl: string, appId: string, privateKey: string): App {
  const app = new App({
    appId,
    privateKey,
    Octokit: PlainOctokit.defaults({ baseUrl: apiUrl }),
  })
  withApiVersion(app.octokit)
  return app
}

// Without a version GitHub silently moves to the next one when the default is retired:
// https://docs.github.com/rest/about-the-rest-api/api-versions
function withApiVersion<Client extends Octokit>(octokit: Client): Client {
  octokit.hook.before('request', (options) => {
    options.headers['x-github-api-version'] = '2022-11-28'
    options.headers.accept = 'application/vnd.github+json'
  })
  return octokit
}
