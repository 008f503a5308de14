export { forgetHostKey } from './host-keys/forget-host-key.ts'
export { listHostKeys } from './host-keys/list-host-keys.ts'
export { listHosts } from './host-keys/list-hosts.ts'
export { readHostKey } from './host-keys/read-host-key.ts'
export {
  HostKeyAddress,
  hostKeySchema,
  hostSchema,
  offeredHostKeySchema,
  TrustHostKeyInput,
} from './host-keys/schemas.ts'
export { trustHostKey } from './host-keys/trust-host-key.ts'
export { listSourcesWith, openStageAdapter } from './open-stage-adapter.ts'
export type { FactReader, ReadingKey } from './readings/fact-reader.ts'
export { hastenReadings } from './readings/hasten-readings.ts'
export { platformReaders } from './readings/readers.ts'
export { startReader } from './readings/run-reader.ts'
