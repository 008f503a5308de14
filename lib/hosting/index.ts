export { listHostKeys } from './host-keys/list-host-keys.ts'
export { type HostKeyDto, hostKeySchema, TrustHostKeyInput } from './host-keys/schemas.ts'
export { trustHostKey } from './host-keys/trust-host-key.ts'
