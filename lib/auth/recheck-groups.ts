import { jobContext } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { unauthenticated, unavailable } from '#lib/core/errors.ts'
import { logger } from '#lib/core/logger.ts'
import { getRoleMapping } from './get-role-mapping.ts'
import { toGroupFreshness } from './group-freshness.ts'
import { readGitHubGroups } from './read-github-groups.ts'
import { recordGroups, recordGroupsFailure } from './record-groups.ts'

const timeoutMs = 5_000
const pauseAfterFailureMs = 30_000

interface Recheck {
  readonly finished: Promise<void>
  failedAt: number | null
}

// Twenty clicks at once, or a provider that hangs, must not mean twenty questions.
const rechecks = new Map<string, Recheck>()

/**
 * Asks the identity provider again which groups somebody is in, before they change something.
 * Returns when the stored facts are good enough to decide on; throws when nobody could confirm them for too long.
 */
export async function recheckGroups(userId: string): Promise<void> {
  const running = rechecks.get(userId)
  const isPaused = running?.failedAt && Date.now() - running.failedAt < pauseAfterFailureMs
  if (running && (running.failedAt === null || isPaused)) await running.finished
  else await start(userId)
  await requireUnexpired(userId)
}

function start(userId: string): Promise<void> {
  const recheck: Recheck = {
    failedAt: null,
    finished: Promise.resolve().then(async () => {
      const isAnswered = await askProvider(userId)
      if (isAnswered) rechecks.delete(userId)
      else recheck.failedAt = Date.now()
    }),
  }
  rechecks.set(userId, recheck)
  return recheck.finished
}

async function askProvider(userId: string): Promise<boolean> {
  const ctx = jobContext('auth.recheck-groups')
  const account = await getDb().account.findFirst({
    where: { userId, provider: 'github' },
    select: { providerAccountId: true, user: { select: { login: true } } },
  })
  if (!account) return false
  const observedAt = ctx.now()
  try {
    const person = { accountId: account.providerAccountId, login: account.user.login ?? '' }
    const groups = await readGitHubGroups(person, getRoleMapping(), AbortSignal.timeout(timeoutMs))
    await recordGroups(ctx, { userId, groups, observedAt })
    return true
  } catch (error) {
    logger.warn({ userId, error }, 'groups could not be asked again')
    await recordGroupsFailure(ctx, userId, error)
    return false
  }
}

async function requireUnexpired(userId: string): Promise<void> {
  const user = await getDb().user.findUnique({
    where: { id: userId },
    select: {
      groupsObservedAt: true,
      groupsFailure: true,
      accounts: { select: { provider: true } },
    },
  })
  const observedAt = user?.groupsObservedAt ?? null
  if (toGroupFreshness(observedAt, new Date()) !== 'expired') return
  const details = { groupsObservedAt: observedAt?.toISOString() ?? null }
  if (!user?.accounts.some(({ provider }) => provider === 'github')) {
    throw unauthenticated(
      'Your groups were read at sign-in more than four hours ago. Sign in again to change something.',
      { reason: 'sign_in_again', details },
    )
  }
  throw unavailable(
    `Nobody could confirm your groups for more than four hours, so changes are refused. Last reason: ${user.groupsFailure ?? 'unknown'}`,
    { reason: 'groups_unconfirmed', details, retryAfterSeconds: 60 },
  )
}
