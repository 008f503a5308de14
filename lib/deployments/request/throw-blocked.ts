import { AppError } from '#lib/core/errors.ts'
import { isBlocking, sortBlockers } from '../blockers.ts'
import type { Blocker } from '../types.ts'

/** Throws the first reason that blocks, with all of them in the details; returns when nothing does. */
export function throwIfBlocked(blockers: readonly Blocker[]): void {
  const blocking = sortBlockers(blockers).filter(isBlocking)
  const [first] = blocking
  if (!first) return
  const code = first.reason.startsWith('github_') ? 'unavailable' : 'conflict'
  throw new AppError(code, first.sentence, {
    reason: first.reason,
    details: {
      blockers: blocking,
      ...(first.reason === 'deployment_active' ? { active: first.details } : {}),
      ...(first.reason === 'hold' ? { hold: first.details } : {}),
    },
  })
}
