import { ok } from './http/answer.ts'
import { runDetailsVersion } from './http/api-version.ts'
import type { RateLimit } from './http/rate-limit.ts'
import { type Route, route } from './http/route.ts'
import type { World } from './world.ts'

/** What the server says about itself. */
export function metaRoutes(world: World, rateLimit: RateLimit): Route[] {
  return [
    route(
      'GET',
      '/meta',
      () =>
        ok({
          verifiable_password_authentication: false,
          hooks: ['127.0.0.1/32'],
          ...(world.options.enterpriseServer
            ? { installed_version: `${world.options.enterpriseServer}.0` }
            : {}),
        }),
      'anyone',
    ),
    route('GET', '/rate_limit', (call) => {
      const core = rateLimit.read(call.caller)
      const search = { limit: 30, used: 0, remaining: 30, reset: core.reset }
      const resources = { core, search }
      return ok(call.apiVersion === runDetailsVersion ? { resources } : { resources, rate: core })
    }),
  ]
}
