import { getBotLogin } from '../people/people.ts'
import { toTimestamp } from '../timestamp.ts'
import type { World } from '../world.ts'

/** What a receiver gets when the hook is set up. */
export function publishPing(world: World): void {
  const { id } = world.options.app
  const at = toTimestamp(world.now())
  const url = `${world.urls.api}/app/hook`
  world.publish({
    name: 'ping',
    action: null,
    repository: null,
    sender: getBotLogin(world),
    payload: {
      zen: 'Practicality beats purity.',
      hook_id: id,
      hook: {
        type: 'App',
        id,
        name: 'web',
        active: true,
        app_id: id,
        events: ['push', 'repository', 'workflow_job', 'workflow_run'],
        config: { content_type: 'json', insecure_ssl: '0', url },
        created_at: at,
        updated_at: at,
        deliveries_url: `${url}/deliveries`,
      },
    },
  })
}
