import type { Actor, Context } from './context.ts'
import { forbidden, notFound } from './errors.ts'

export const roles = ['viewer', 'engineer', 'lead', 'admin'] as const

export type Role = (typeof roles)[number]

/** The smallest role that may do each thing. */
export const permissions = {
  'system:read': 'viewer',
  'audit:read': 'viewer',
  'account:manage': 'viewer',
  'system:pin': 'viewer',
  'decision:read': 'viewer',
  'decision:write': 'engineer',
  'decision:import': 'engineer',
  'spike:run': 'engineer',
  'evidence:keep': 'engineer',
  'deployment:trigger': 'engineer',
  'deployment:cancel': 'engineer',
  'deployment:roll-back': 'engineer',
  'hold:place': 'engineer',
  'hold:lift': 'engineer',
  'heartbeat:read-url': 'engineer',
  'backup:make': 'engineer',
  'backup:read-url': 'engineer',
  'restore-test:record': 'engineer',
  'restore-test:start': 'engineer',
  'catalog:refresh': 'engineer',
  'probe:pause': 'engineer',
  'platform:ask': 'engineer',
  'checklist:attest': 'engineer',
  'runbook:run': 'engineer',
  'component:scale': 'lead',
  'decision:decide': 'lead',
  'checklist:freeze': 'lead',
  'checklist:pass-gate': 'lead',
  'deployment:detach': 'lead',
  'heartbeat:rotate-token': 'lead',
  'backup:make-on-production': 'lead',
  'backup:rotate-token': 'lead',
  'log-token:manage': 'lead',
  'settings:read': 'admin',
  'token:manage': 'admin',
  'user:manage': 'admin',
  'credential:manage': 'admin',
  'host-key:trust': 'admin',
} as const satisfies Record<string, Role>

export type Permission = keyof typeof permissions

/** Things that are about the actor alone, or answered by what they may see: a role on any system is enough. */
const personal: ReadonlySet<Permission> = new Set(['audit:read', 'account:manage', 'decision:read'])

/** Where a role counts: everywhere, or on the systems named and those of the teams named. */
export type GrantScope =
  | 'all'
  | { readonly systems: readonly string[]; readonly teams: readonly string[] }

export interface Grant {
  readonly role: Role
  readonly scope: GrantScope
}

/** The system a call is about, by the names grants are written in. */
export interface Subject {
  readonly systemSlug: string
  readonly teamSlug: string
}

/**
 * Throws unless the actor may do this. A system the actor has no grant for does not exist for them (404);
 * one they see but may not change is forbidden (403), naming the role that is missing.
 * Without a subject only grants that count everywhere are asked.
 */
export function requirePermission(
  ctx: Context,
  permission: Permission,
  subject: Subject | null = null,
): void {
  if (isTrusted(ctx.actor)) return
  if (subject && !canSee(ctx, subject)) throw notFound(`The system "${subject.systemSlug}"`)
  if (isAllowed(ctx.actor, permission, subject)) return
  const role = permissions[permission]
  throw forbidden(
    `This needs the role ${role}${subject ? ` on ${subject.systemSlug}` : ''}. An admin grants it by the role mapping.`,
    { reason: 'role_missing', details: { permission, role } },
  )
}

export function canSee(ctx: Context, subject: Subject): boolean {
  return isTrusted(ctx.actor) || roleOn(ctx.actor, subject) !== null
}

/** Whether the actor may do this; screens use it to explain a disabled button, verbs use `requirePermission`. */
export function hasPermission(
  ctx: Context,
  permission: Permission,
  subject: Subject | null = null,
): boolean {
  return isTrusted(ctx.actor) || isAllowed(ctx.actor, permission, subject)
}

/** The highest role the actor holds on a subject, or everywhere when there is none; null without any grant. */
export function roleOn(actor: Actor, subject: Subject | null): Role | null {
  const ranks = grantsOf(actor)
    .filter((grant) => covers(grant.scope, subject))
    .map((grant) => roles.indexOf(grant.role))
  return roles[Math.max(-1, ...ranks)] ?? null
}

function isAllowed(actor: Actor, permission: Permission, subject: Subject | null): boolean {
  if (subject === null && personal.has(permission)) return grantsOf(actor).length > 0
  const role = roleOn(actor, subject)
  return role !== null && roles.indexOf(role) >= roles.indexOf(permissions[permission])
}

function covers(scope: GrantScope, subject: Subject | null): boolean {
  if (scope === 'all') return true
  if (!subject) return false
  return scope.systems.includes(subject.systemSlug) || scope.teams.includes(subject.teamSlug)
}

function grantsOf(actor: Actor): readonly Grant[] {
  return actor.kind === 'user' || actor.kind === 'token' ? actor.grants : []
}

// Jobs, webhooks and the command line act for the portal itself; what they may do is fixed by their code.
function isTrusted(actor: Actor): boolean {
  return actor.kind === 'job' || actor.kind === 'webhook' || actor.kind === 'operator'
}
