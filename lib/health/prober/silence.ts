import type { Logger } from '#lib/core/logger.ts'
import { createContacts, type Recheck } from './contacts.ts'
import type { ProbeResult } from './probe-result.ts'

/** Decides what a target's silence means before it is held against the target. */
export interface SilenceJudge {
  /** The result to store; the given one unless the silence is the prober's own. */
  judge(systemId: string, result: ProbeResult, recheck: Recheck): Promise<ProbeResult> | ProbeResult
  /** Looks again whether the network is back. */
  reassess(): Promise<void>
  isCutOff(): boolean
}

export function createSilenceJudge(
  onChange: (isCutOff: boolean) => Promise<void>,
  logger: Logger,
): SilenceJudge {
  const contacts = createContacts()
  let cutOff = false

  async function assess(): Promise<boolean> {
    const found = await contacts.assess()
    if (found === cutOff) return found
    cutOff = found
    logger.warn(
      { cutOff },
      found ? 'prober is cut off from its targets' : 'prober reaches its targets',
    )
    await onChange(found)
    return found
  }

  return {
    judge(systemId, result, recheck) {
      const { measurement } = result
      if (!measurement) return result
      contacts.note(systemId, !measurement.unheard, recheck)
      if (!measurement.unheard || (!cutOff && !isTurn(result))) return result
      return assess().then((found) => (found ? toUnknown(result) : result))
    },
    async reassess() {
      if (cutOff) await assess()
    },
    isCutOff: () => cutOff,
  }
}

/** Whether the silence would make the probe look worse than before; one that was down already tells nothing new. */
function isTurn({ probe, state }: ProbeResult): boolean {
  return state.health !== probe.health
}

function toUnknown(result: ProbeResult): ProbeResult {
  const { consecutiveFailures } = result.probe
  const state = {
    health: 'unknown',
    reason: 'prober_cut_off',
    params: {},
    consecutiveFailures,
  } as const
  return { ...result, state, measurement: null }
}
