import type { MeasuredProbe } from '../verdict.ts'

/** What a platform took back: some of the components, to a release it may know by its own name alone. */
export interface TakenBack {
  readonly version: string
  readonly commitSha: string | null
  readonly platformReleaseId: string | null
  /** Slugs of the components the platform runs; null when the whole stage was deployed. */
  readonly components: readonly string[] | null
}

/**
 * The probes as they bear witness for a deployment: of components that were not touched no version is expected, and of
 * none where the release has neither version nor commit. Health is expected of all.
 */
export function narrowProbes(
  probes: readonly MeasuredProbe[],
  { version, commitSha, platformReleaseId, components }: TakenBack,
): readonly MeasuredProbe[] {
  if (platformReleaseId === null) return probes
  const isNamed = commitSha !== null || version !== platformReleaseId
  return probes.map((probe) => ({
    ...probe,
    readsVersion: probe.readsVersion && isNamed && (components?.includes(probe.component) ?? true),
  }))
}
