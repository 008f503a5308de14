import type { RestStandIn } from '#sandbox/rest/start-rest.ts'
import type { HostingStandIn } from '#tests/contracts/hosting-stand-in.ts'

/** A vendor's API as the contract of adapters drives it. */
export function toHostingStandIn<Api extends RestStandIn>(
  api: Api,
  close: () => Promise<void> = () => api.close(),
): HostingStandIn & { readonly api: Api } {
  return {
    api,
    fault(effect) {
      api.faults.clear()
      if (effect) api.faults.add({ effect })
    },
    requests: () =>
      api.ledger
        .list()
        .map(({ method, path, changes }) => ({ call: `${method} ${path}`, changes })),
    close,
  }
}
