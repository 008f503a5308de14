import 'server-only'
import { listSourcesWith } from '#lib/hosting/index.ts'
import { listMeasuredProbes } from '../store/measured-probes.ts'
import type { MeasuredProbe } from '../verdict.ts'
import { narrowProbes } from './narrow-probes.ts'

interface Verified {
  readonly stageId: string
  readonly version: string
  readonly commitSha: string | null
  readonly platformSource: string | null
  readonly platformReleaseId: string | null
}

/** The probes of a stage as last measured, as far as they can tell whether this deployment took effect. */
export async function listWitnesses(deployment: Verified): Promise<readonly MeasuredProbe[]> {
  const { stageId, platformSource } = deployment
  const probes = await listMeasuredProbes(stageId)
  if (platformSource === null) return probes
  const sources = await listSourcesWith(stageId, 'rollback')
  const components = sources.find(({ source }) => source === platformSource)?.components ?? null
  return narrowProbes(probes, { ...deployment, components })
}
