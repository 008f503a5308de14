import type { BoardStage, BoardSystem } from '#lib/board/types.ts'

export const readAt = '2026-11-21T13:00:00.000Z'
export const nowMs = Date.parse(readAt)

/** A healthy stage that runs v1.0.0 and was measured just now. */
export function sampleStage(change: Partial<BoardStage> = {}): BoardStage {
  return {
    slug: 'production',
    name: 'Production',
    order: 0,
    risk: 'production',
    url: null,
    deployable: true,
    health: {
      status: 'healthy',
      last: 'healthy',
      since: '2026-11-21T10:00:00.000Z',
      observedAt: readAt,
      ttlSeconds: 120,
      reason: null,
    },
    running: {
      version: 'v1.0.0',
      commitSha: 'a'.repeat(40),
      since: '2026-11-21T10:00:00.000Z',
      observedAt: readAt,
      agreement: 'agreed',
    },
    platform: null,
    lastDeployment: null,
    activeDeployment: null,
    uptimeHours: [1000, 1000],
    backup: null,
    hold: null,
    ...change,
  }
}

export function sampleSystem(
  slug: string,
  change: Partial<BoardSystem> & { readonly stage?: Partial<BoardStage> } = {},
): BoardSystem {
  const { stage, ...system } = change
  return {
    slug,
    name: slug,
    team: 'web',
    teamName: 'Web',
    pinned: false,
    mayDeploy: true,
    stages: [sampleStage(stage)],
    ...system,
  }
}

export const sampleHealth = (
  last: BoardStage['health']['last'],
  observedAt: string | null = readAt,
): BoardStage['health'] => ({ ...sampleStage().health, status: last, last, observedAt })
