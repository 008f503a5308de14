import { describe, expect, it } from 'vitest'
import { narrowProbes } from '#lib/deployments/platform/narrow-probes.ts'
import type { MeasuredProbe } from '#lib/deployments/verdict.ts'

const probe = (component: string, readsVersion = true): MeasuredProbe => ({
  ...{ slug: component, component, kind: 'http', readsVersion, isPaused: false },
  ...{ health: 'healthy', healthReason: null, observedAt: null, silenceMs: null },
  ...{ version: null, commitSha: null, versionObservedAt: null },
})
const probes = [probe('api'), probe('frontend'), probe('database', false)]
const taken = { version: 'v1.2.0', commitSha: 'a'.repeat(40), platformReleaseId: 'api:7' }
const witnesses = (more: Partial<Parameters<typeof narrowProbes>[1]>) =>
  narrowProbes(probes, { ...taken, components: ['api'], ...more })
    .filter(({ readsVersion }) => readsVersion)
    .map(({ component }) => component)

describe('the version after a rollback by the platform', () => {
  it('is expected of the components it took back, and of no other', () => {
    expect(witnesses({})).toEqual(['api'])
    expect(witnesses({ components: null })).toEqual(['api', 'frontend'])
  })

  it('is expected of none when the platform knows the release by its own name alone', () => {
    expect(witnesses({ version: 'api:7', commitSha: null })).toEqual([])
  })

  it('is expected of all after a workflow', () => {
    expect(witnesses({ platformReleaseId: null })).toEqual(['api', 'frontend'])
  })

  it('leaves every probe in place, since health is expected of all', () => {
    expect(narrowProbes(probes, { ...taken, components: ['api'] })).toHaveLength(3)
  })
})
