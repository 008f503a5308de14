import { describeHostingAdapter } from '#tests/contracts/hosting-adapter.ts'
import { toHostingStandIn } from '../support/rest-stand-in.ts'
import { createAdapter, release, startFrontend, token } from './support.ts'

let earlier = ''

describeHostingAdapter({
  name: 'Vercel',
  async standIn() {
    const frontend = await startFrontend()
    for (const project of frontend.api.projects) project.sync()
    await release(frontend, 'v1.3.0')
    earlier = frontend.api.projects[0]?.state.deployments[1]?.uid ?? ''
    return toHostingStandIn(frontend.api, frontend.close)
  },
  create: ({ api }) => createAdapter(api),
  secrets: [token],
  components: ['frontend'],
  changes: [
    {
      name: 'a rollback',
      run: async ({ rollback }, signal) => rollback?.restore(earlier, 'key', signal),
    },
  ],
})
