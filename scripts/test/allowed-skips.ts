import { spawnSync } from 'node:child_process'
import type { AllowedSkip } from './outcome.ts'

/** Tests that cannot run here, each with its reason. Every other skipped test counts as failed. */
export function getAllowedSkips(): readonly AllowedSkip[] {
  const skips: (AllowedSkip & { readonly applies: boolean })[] = [
    {
      name: 'a checkout that only its owner can enter',
      reason: 'Only root can give a folder away and become another user.',
      applies: process.getuid?.() !== 0,
    },
    {
      name: 'a PostgreSQL dump',
      reason: 'The worker restores dumps with psql, which is not installed here.',
      applies: spawnSync('psql', ['--version']).status !== 0,
    },
  ]
  return skips.filter(({ applies }) => applies)
}
