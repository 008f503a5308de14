import type { ReportedRelease, StageReport } from '../host/stage-runtime.ts'
import type { AwsWorld, BuiltVersion } from './world.ts'

type Named = Pick<BuiltVersion, 'version' | 'commit'>

/** What pipelines call a build: version and commit, or the commit alone where it has no tag. */
export function toReleaseName({ version, commit }: Named): string {
  const short = commit.slice(0, 12)
  return commit.startsWith(version) ? `sha-${short}` : `${version}-${short}`
}

/** The release a component runs; null before the first. */
export function findRelease(report: StageReport | null, component: string): ReportedRelease | null {
  return report?.parts[component] ?? report?.release ?? null
}

export function listProcesses(report: StageReport | null, component: string) {
  return report?.processes.filter((each) => each.component === component) ?? []
}

/** What was built before the running release came, oldest first. */
export async function listEarlierBuilds(
  { stages }: AwsWorld,
  system: string,
  { commit }: Pick<ReportedRelease, 'commit'>,
): Promise<BuiltVersion[]> {
  const built = await stages.listBuilt(system)
  const running = built.find((each) => each.commit === commit)
  const before = running?.builtAt ?? new Date(8.64e15)
  return built
    .filter((each) => each.builtAt < before)
    .toSorted((a, b) => a.builtAt.getTime() - b.builtAt.getTime())
}
