import type { z } from 'zod'
import type { Env } from '#lib/core/env.ts'
import type { CredentialOf, CredentialPlatform, ReadCredential } from '#lib/credentials/schemas.ts'
import type { AdapterOptions } from './create-options.ts'
import { HostingError } from './failure.ts'
import type { PlatformAdapter } from './port.ts'

/** What an adapter of a kind has besides `checkAccess`. */
export type AdapterMember = Exclude<keyof PlatformAdapter, 'kind' | 'checkAccess'>

/** The setting that holds another base URL than the vendor's own. */
export type EndpointSetting = Extract<keyof Env, `${string}_API_URL` | 'AWS_ENDPOINT_URL'>

export interface KindDefinition<P extends CredentialPlatform, Target> {
  /** Whose credentials it needs. */
  readonly platform: P
  /** Null where the catalog alone says what to connect to. */
  readonly endpoint: EndpointSetting | null
  /** Which members its adapter has: known without a credential, so that a missing one shows as a failure. */
  readonly members: readonly AdapterMember[]
  /** Whether its logs can say how long they are kept; default false. */
  readonly tellsLogRetention?: boolean
  /**
   * Calls that one reading of a fact sends, counted against the budget of its account; by the number of components
   * where it depends on it. What is not named here costs what its reader says.
   */
  readonly calls?: KindCalls
  /** What the catalog stored of it. */
  readonly target: z.ZodType<Target>
  /** Imported when it is first needed: the vendors' clients are large. */
  readonly load: () => Promise<
    (
      options: { readonly target: Target; readonly credential: CredentialOf<P> } & AdapterOptions,
    ) => PlatformAdapter
  >
}

export type KindCalls = Readonly<Record<string, number | ((components: number) => number)>>

/** Calls that one reading of a fact sends; null where the kind does not say. */
export function countCalls({ calls }: PlatformKind, fact: string, components: number) {
  const count = Object.hasOwn(calls, fact) ? calls[fact] : undefined
  return typeof count === 'function' ? count(components) : (count ?? null)
}

/** A kind of platform or source whose types of target and credential are no longer needed. */
export interface PlatformKind {
  readonly platform: CredentialPlatform
  readonly endpoint: EndpointSetting | null
  readonly members: readonly AdapterMember[]
  readonly tellsLogRetention: boolean
  readonly calls: KindCalls
  /**
   * An adapter for what the catalog stored. Throws `HostingError`: `not_configured` without a credential,
   * `invalid_answer` never, since nothing is asked yet.
   */
  open(options: OpenOptions): Promise<PlatformAdapter>
}

export interface OpenOptions extends AdapterOptions {
  readonly target: unknown
  readonly account: string
  readonly readCredential: ReadCredential
}

export function defineKind<P extends CredentialPlatform, Target>(
  definition: KindDefinition<P, Target>,
): PlatformKind {
  const { platform, endpoint, members, tellsLogRetention = false, calls = {} } = definition
  return {
    platform,
    endpoint,
    members,
    ...{ tellsLogRetention, calls },
    async open({ target, account, readCredential, ...options }) {
      const parsed = definition.target.safeParse(target)
      if (!parsed.success) throw wrongTarget(platform, parsed.error)
      const credential = await readCredential(platform, account)
      if (!credential) throw missingCredential(platform, account)
      const create = await definition.load()
      return create({ target: parsed.data, credential, ...options })
    },
  }
}

function wrongTarget(platform: string, error: z.ZodError): HostingError {
  const places = error.issues.map((issue) => issue.path.join('.') || 'target').join(', ')
  return new HostingError(
    'not_configured',
    `The catalog's description of this ${platform} target is incomplete: ${places}. Correct the stage's catalog file.`,
  )
}

function missingCredential(platform: string, account: string): HostingError {
  return new HostingError(
    'not_configured',
    `No credential is stored for ${platform}, account "${account}". An admin adds it under Settings, Platforms.`,
    { details: { platform, account } },
  )
}
