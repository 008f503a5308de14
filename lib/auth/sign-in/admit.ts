import type { Account, Profile } from 'next-auth'
import { getDb } from '#lib/core/db.ts'
import { getEnv } from '#lib/core/env.ts'
import { AppError } from '#lib/core/errors.ts'
import { logger } from '#lib/core/logger.ts'
import { getRoleMapping } from '../get-role-mapping.ts'
import { readMemberships } from '../read-github-groups.ts'
import { listMappedGroups, listMappedTeams, toGrants } from '../role-mapping.ts'
import { toClaimedGroups } from './oidc-provider.ts'
import type { Refusal } from './refusal.ts'

const timeoutMs = 10_000

export type Admission =
  | { readonly isAdmitted: true; readonly groups: readonly string[]; readonly login: string | null }
  | { readonly isAdmitted: false; readonly refusal: Refusal }

interface Groups {
  readonly groups: readonly string[]
  readonly pending: readonly string[]
}

/** Decides whether somebody the provider vouches for may come in: not disabled, and in a group with a role. */
export async function admit(account: Account, profile: Profile | undefined): Promise<Admission> {
  const login = readLogin(account, profile)
  const refuse = (refusal: Pick<Refusal, 'reason'> & Partial<Refusal>): Admission => ({
    isAdmitted: false,
    refusal: {
      provider: account.provider,
      login,
      found: [],
      needed: [],
      pending: [],
      failure: null,
      ...refusal,
    },
  })
  if (await isDisabled(account)) return refuse({ reason: 'disabled' })
  const memberships = await readGroups(account, profile, login).catch((error: unknown) => {
    logger.warn({ provider: account.provider, error }, 'groups could not be read at sign-in')
    return error instanceof AppError ? error.message : ''
  })
  if (typeof memberships === 'string') {
    return refuse({ reason: 'groups_unreadable', failure: memberships || null })
  }
  const { groups, pending } = memberships
  const mapping = getRoleMapping()
  if (toGrants(groups, mapping).length > 0) return { isAdmitted: true, groups, login }
  const needed = listMappedGroups(mapping)
  return refuse({
    reason: 'not_allowed',
    found: [...groups],
    needed: [...needed],
    pending: [...pending],
  })
}

async function isDisabled({ provider, providerAccountId }: Account): Promise<boolean> {
  const known = await getDb().account.findUnique({
    where: { provider_providerAccountId: { provider, providerAccountId } },
    select: { user: { select: { disabledAt: true } } },
  })
  return known?.user.disabledAt != null
}

async function readGroups(
  account: Account,
  profile: Profile | undefined,
  login: string | null,
): Promise<Groups> {
  if (account.provider === 'oidc') {
    return { groups: toClaimedGroups(readClaim(profile, getEnv().OIDC_GROUPS_CLAIM)), pending: [] }
  }
  const teams = listMappedTeams(getRoleMapping())
  const memberships = await readMemberships(login ?? '', teams, AbortSignal.timeout(timeoutMs))
  const named = (state: 'active' | 'pending') =>
    memberships.filter((membership) => membership.state === state).map(({ team }) => team)
  return { groups: named('active'), pending: named('pending') }
}

function readLogin(account: Account, profile: Profile | undefined): string | null {
  const login = readClaim(profile, account.provider === 'oidc' ? 'preferred_username' : 'login')
  return typeof login === 'string' ? login : null
}

function readClaim(profile: Profile | undefined, name: string): unknown {
  return Object.entries(profile ?? {}).find(([key]) => key === name)?.[1]
}
