export interface RestLedgerEntry {
  readonly at: string
  readonly method: string
  /** With its query, without signatures. */
  readonly path: string
  /** Parsed JSON; null without a body. */
  readonly body: unknown
  /** Whether the call asks for a change. */
  readonly changes: boolean
  /** Whether it was carried out, whatever its caller heard. */
  readonly wasExecuted: boolean
  /** Of the answer; null when none was sent. */
  readonly status: number | null
  /** The effect that struck. */
  readonly fault: string | null
}

/** Every call received since the start, oldest first. */
export interface RestLedger {
  /** Opens an entry, which counts as received at once; the returned function closes it. */
  open(
    call: Pick<RestLedgerEntry, 'method' | 'path' | 'body' | 'changes' | 'fault'>,
  ): (outcome: Pick<RestLedgerEntry, 'wasExecuted' | 'status'>) => void
  list(): RestLedgerEntry[]
  clear(): void
}

const keep = 20_000

export function createLedger(): RestLedger {
  let entries: RestLedgerEntry[] = []
  return {
    open(call) {
      const entry = { at: new Date().toISOString(), ...call, wasExecuted: false, status: null }
      entries.push(entry)
      if (entries.length > keep) entries = entries.slice(-keep / 2)
      return (outcome) => Object.assign(entry, outcome)
    },
    list: () => [...entries],
    clear: () => {
      entries = []
    },
  }
}
