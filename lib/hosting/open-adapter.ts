import { type Env, getEnv } from '#lib/core/env.ts'
import type { ReadCredential } from '#lib/credentials/schemas.ts'
import { HostingError } from './failure.ts'
import type { PlatformAdapter } from './port.ts'
import { findKind } from './registry.ts'
import type { StageSource } from './stage-sources.ts'

export interface OpenAdapterOptions {
  readonly readCredential: ReadCredential
  /** Where endpoints are set; those of the process when left out. */
  readonly env?: Partial<Env>
}

/** The adapter for one source of a stage. Throws `HostingError` `unsupported` or `not_configured`. */
export async function openAdapter(
  { kind, source, target, account, components }: StageSource,
  { readCredential, env }: OpenAdapterOptions,
): Promise<PlatformAdapter> {
  const known = findKind(kind)
  if (!known) {
    throw new HostingError('unsupported', `This version of the portal cannot ask "${kind}".`, {
      details: { source, kind },
    })
  }
  const endpoint = known.endpoint ? (env ?? getEnv())[known.endpoint] : undefined
  return known.open({
    ...{ target, account, readCredential, components },
    ...(endpoint === undefined ? {} : { endpoint }),
  })
}
