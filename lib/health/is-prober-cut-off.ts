/** What was last heard of a target that does not depend on the others. */
export interface TargetContact {
  readonly heard: boolean
}

/** Below this many unrelated targets, silence of most says more about them than about the prober. */
export const minUnrelatedTargets = 3

/** True when more than half of unrelated targets fell silent at once: then it is the prober that lost its network. */
export function isProberCutOff(targets: readonly TargetContact[]): boolean {
  if (targets.length < minUnrelatedTargets) return false
  const silent = targets.filter((target) => !target.heard).length
  return silent * 2 > targets.length
}
