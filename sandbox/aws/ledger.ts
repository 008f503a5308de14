export interface AwsLedgerEntry {
  readonly id: number
  readonly at: string
  /** Signing name. */
  readonly service: string
  readonly operation: string
  readonly region: string
  /** ARN of who signed; null for a call that was refused before. */
  readonly principal: string | null
  readonly input: unknown
  /** Of the answer; null when none was sent. */
  readonly status: number | null
  /** Whether the operation was carried out, whatever its caller heard. */
  readonly wasExecuted: boolean
  /** Kind of the fault that struck. */
  readonly fault: string | null
}

/** Every call received since the start, oldest first. */
export interface AwsLedger {
  add(entry: Omit<AwsLedgerEntry, 'id' | 'at'>): void
  list(filter?: Partial<Pick<AwsLedgerEntry, 'service' | 'operation'>>): AwsLedgerEntry[]
  clear(): void
}

const keep = 20_000

export function createLedger(now: () => Date): AwsLedger {
  let entries: AwsLedgerEntry[] = []
  let nextId = 1
  return {
    add(entry) {
      entries.push({ id: nextId++, at: now().toISOString(), ...entry })
      if (entries.length > keep) entries = entries.slice(-keep / 2)
    },
    list: ({ service, operation } = {}) =>
      entries.filter(
        (entry) =>
          (service ?? entry.service) === entry.service &&
          (operation ?? entry.operation) === entry.operation,
      ),
    clear: () => {
      entries = []
    },
  }
}
