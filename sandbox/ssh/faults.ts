import { z } from 'zod'

/** How a host can be made to misbehave. */
export const faultKinds = [
  /** Refuses the key. */
  'denied',
  /** Lets the key in and refuses the command. */
  'forbidden',
  /** Opens no further session on the connection. */
  'no-sessions',
  /** Ends the command at once, without a word and without failure. */
  'silent',
  /** Starts the command and never ends it. */
  'hang',
  /** Shows another host key than usual. */
  'wrong-host-key',
  /** Cuts the connection as soon as the command runs. */
  'drop',
  /** Answers with bytes that mean nothing. */
  'garbage',
  /** Takes three seconds longer. */
  'slow',
  /** The journal knows no cursor any more. */
  'lost-cursor',
] as const

export const Fault = z.strictObject({
  kind: z.enum(faultKinds),
  /** Only for commands with this text in them; every one when left out. */
  match: z.string().optional(),
  /** So many times; until it is taken back when left out. */
  times: z.int().min(1).optional(),
})
export type Fault = z.infer<typeof Fault>

export interface Faults {
  set(fault: Fault | null): void
  read(): Fault | null
  /** Whether this fault is to happen now; counts it if so. */
  take(kind: Fault['kind'], line?: string): boolean
}

export function createFaults(): Faults {
  let fault: Fault | null = null
  let left = Number.POSITIVE_INFINITY
  return {
    set(next) {
      fault = next
      left = next?.times ?? Number.POSITIVE_INFINITY
    },
    read: () => fault,
    take(kind, line = '') {
      if (fault?.kind !== kind || left <= 0 || !line.includes(fault.match ?? '')) return false
      left -= 1
      return true
    },
  }
}
