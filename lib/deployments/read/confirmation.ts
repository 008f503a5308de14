import type { Confirmation, StageRisk } from '../types.ts'

/** Friction grows with what is at stake. */
export const confirmations = {
  development: 'click',
  staging: 'confirm',
  production: 'type_name',
} as const satisfies Record<StageRisk, Confirmation>
