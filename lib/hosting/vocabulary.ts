/**
 * What our record, the version endpoint and the platform say together of what runs on a stage.
 * - `agreed`: the record and somebody else say the same, and nobody says otherwise.
 * - `disagreed`: the version endpoint contradicts the record.
 * - `platform_disagrees`: the platform contradicts the record, or the endpoint where there is none.
 * - `components_differ`: components that are deployed together run different commits.
 * - `record_only`, `endpoint_only`, `platform_only`: nobody else says anything usable.
 */
export const agreements = [
  'agreed',
  'disagreed',
  'platform_disagrees',
  'components_differ',
  'record_only',
  'endpoint_only',
  'platform_only',
  'unknown',
] as const

export type Agreement = (typeof agreements)[number]

export const componentStates = ['running', 'deploying', 'degraded', 'stopped', 'unknown'] as const
