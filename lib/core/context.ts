import { newId } from './ids.ts'
import { type Logger, logger } from './logger.ts'
import type { Grant } from './permissions.ts'

/** Who acts. Screens, command line, jobs and webhooks call the same verbs; the audit trail names them honestly. */
export type Actor =
  | {
      readonly kind: 'user'
      readonly id: string
      readonly name: string
      readonly grants: readonly Grant[]
    }
  | {
      readonly kind: 'token'
      readonly id: string
      readonly name: string
      readonly grants: readonly Grant[]
    }
  | { readonly kind: 'job'; readonly name: string }
  | { readonly kind: 'webhook'; readonly name: string }
  | { readonly kind: 'operator'; readonly name: string }

/** What every verb gets as its first argument. */
export interface Context {
  readonly actor: Actor
  /** Names one call across log, audit trail and error page. */
  readonly requestId: string
  readonly logger: Logger
  /** Time of this process; deadlines and expiry that several processes share use the database's clock. */
  readonly now: () => Date
}

export interface ContextOptions {
  readonly requestId?: string
  readonly now?: () => Date
}

export function createContext(actor: Actor, options: ContextOptions = {}): Context {
  const requestId = options.requestId ?? newId()
  return {
    actor,
    requestId,
    logger: logger.child({ requestId, actor: `${actor.kind}:${actor.name}` }),
    now: options.now ?? (() => new Date()),
  }
}

export const jobContext = (name: string, options?: ContextOptions) =>
  createContext({ kind: 'job', name }, options)

/** The person at the server's command line. */
export const operatorContext = (options?: ContextOptions) =>
  createContext({ kind: 'operator', name: 'command line' }, options)

/** Id that names an actor across tables; jobs and webhooks go by their name. */
export function actorId(actor: Actor): string | null {
  return actor.kind === 'user' || actor.kind === 'token' ? actor.id : null
}
