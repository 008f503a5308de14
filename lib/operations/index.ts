export { getPortalHealth, type PortalHealth } from './get-portal-health.ts'
export { keepWorkerLease } from './keep-worker-lease.ts'
