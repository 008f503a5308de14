import { isPlainObject } from '../http/call.ts'

export interface LedgerEntry {
  readonly id: number
  readonly at: string
  /** When the answer had been handed over; null until then. */
  readonly endedAt: string | null
  readonly method: string
  /** Below the root of the API, with its query. */
  readonly path: string
  /** Parsed JSON, text otherwise; null without a body. Credentials of sign-ins are left out. */
  readonly body: unknown
  /** Null until answered, and when no answer was sent. */
  readonly status: number | null
  readonly outcome: 'open' | 'answer' | 'reset' | 'stall' | 'cut' | 'drip'
  /** Kind of the fault that struck. */
  readonly fault: string | null
  /** The run this call created. */
  readonly runId: number | null
  /** Value of the correlation input of a dispatch. */
  readonly correlationId: string | null
}

export type LedgerOutcome = Pick<LedgerEntry, 'status' | 'outcome' | 'fault' | 'runId'>

/** Every call received since the start, oldest first. */
export interface Ledger {
  list(filter?: (entry: LedgerEntry) => boolean): LedgerEntry[]
  /** How many runs were created, by correlation id. */
  countDispatches(): Readonly<Record<string, number>>
  clear(): void
  /** Opens an entry; the returned function closes it. */
  open(call: {
    readonly method: string
    readonly path: string
    readonly rawBody: Buffer
  }): (outcome: LedgerOutcome) => void
}

const keep = 50_000
const unrecorded = /^\/login\//

export function createLedger(now: () => Date, correlationInput: string): Ledger {
  let entries: LedgerEntry[] = []
  let nextId = 1
  return {
    list: (filter) => (filter ? entries.filter(filter) : [...entries]),
    countDispatches() {
      const counts: Record<string, number> = {}
      for (const { runId, correlationId } of entries) {
        if (runId !== null && correlationId !== null)
          counts[correlationId] = (counts[correlationId] ?? 0) + 1
      }
      return counts
    },
    clear() {
      entries = []
    },
    open({ method, path, rawBody }) {
      const id = nextId++
      const body = unrecorded.test(path) ? null : parseBody(rawBody)
      const correlationId = findCorrelationId(body, correlationInput)
      const facts = { id, at: now().toISOString(), method, path, body, correlationId }
      entries.push({
        ...facts,
        endedAt: null,
        status: null,
        outcome: 'open',
        fault: null,
        runId: null,
      })
      if (entries.length > keep) entries = entries.slice(-keep / 2)
      return (outcome) => {
        const index = entries.findLastIndex((entry) => entry.id === id)
        if (index >= 0) entries[index] = { ...facts, ...outcome, endedAt: now().toISOString() }
      }
    },
  }
}

function parseBody(rawBody: Buffer): unknown {
  if (rawBody.length === 0) return null
  const content = rawBody.toString('utf8')
  try {
    return JSON.parse(content)
  } catch {
    return content
  }
}

function findCorrelationId(body: unknown, correlationInput: string): string | null {
  if (!isPlainObject(body) || !isPlainObject(body.inputs)) return null
  const value = body.inputs[correlationInput]
  return typeof value === 'string' ? value : null
}
