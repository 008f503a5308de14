/** What calls for a runbook, most telling first. */
export const matchReasons = ['component_down', 'deployment_failed', 'component_unwell'] as const

export type MatchReason = (typeof matchReasons)[number]
