import { describeHostingAdapter } from '#tests/contracts/hosting-adapter.ts'
import { toHostingStandIn } from '../support/rest-stand-in.ts'
import { createAdapter, soon, startApp, token, until } from './support.ts'

let earlier = ''

describeHostingAdapter({
  name: 'DigitalOcean App Platform',
  async standIn() {
    const app = await startApp()
    const adapter = createAdapter(app.api)
    await adapter.releases.readRunningRelease(soon())
    await app.host.stage.deploy({ commit: 'v1.2.0' })
    const targets = await until(
      async () => (await adapter.rollback?.listTargets(soon())) ?? [],
      ({ length }) => length > 0,
    )
    earlier = targets[0]?.releaseId ?? ''
    return toHostingStandIn(app.api, app.close)
  },
  create: ({ api }) => createAdapter(api),
  secrets: [token],
  components: ['api', 'worker'],
  changes: [
    {
      name: 'a rollback',
      run: async ({ rollback }, signal) => rollback?.restore(earlier, 'key', signal),
    },
    {
      name: 'the confirmation of a rollback',
      run: async ({ rollback }, signal) => rollback?.pin?.commit(signal),
    },
  ],
})
