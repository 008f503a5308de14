import { HostingError } from '../failure.ts'
import type { AccessCheck, Capability } from '../port.ts'

export interface RightToTry {
  readonly permission: string
  readonly capabilities: readonly Capability[]
  /** The cheapest call that needs it; null when none exists that changes nothing. */
  readonly try: (() => Promise<unknown>) | null
  /** False for a call that a refusal of the right fails, but whose success does not prove it. Default: true. */
  readonly proves?: boolean
}

const cannotTry = 'Shows only when it is used.'

/** Tries each right once and side by side. Throws when nothing could be asked at all. */
export async function checkRights(rights: readonly RightToTry[]): Promise<AccessCheck[]> {
  const outcomes = await Promise.all(rights.map(tryRight))
  const failures = outcomes.flatMap(({ error }) => (error ? [error] : []))
  const tried = outcomes.filter(({ wasTried }) => wasTried)
  const nothingAsked = tried.length > 0 && tried.every(({ error }) => error && isOutage(error))
  if (nothingAsked && failures[0]) throw failures[0]
  return outcomes.flatMap(({ right, state, detail }) =>
    right.capabilities.map((capability) => ({
      permission: right.permission,
      capability,
      state,
      detail,
    })),
  )
}

async function tryRight(right: RightToTry) {
  if (right.try === null) {
    return { right, state: 'unknown', detail: cannotTry, error: null, wasTried: false } as const
  }
  try {
    await right.try()
    if (right.proves === false) {
      return { right, state: 'unknown', detail: cannotTry, error: null, wasTried: true } as const
    }
    return { right, state: 'granted', detail: null, error: null, wasTried: true } as const
  } catch (error) {
    if (!(error instanceof HostingError)) throw error
    const state = error.failure === 'denied' ? 'denied' : 'unknown'
    return { right, state, detail: error.message, error, wasTried: true } as const
  }
}

function isOutage({ failure }: HostingError) {
  return failure === 'unreachable' || failure === 'timed_out'
}
