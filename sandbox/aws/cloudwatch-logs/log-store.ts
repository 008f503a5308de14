export interface StoredEvent {
  readonly id: string
  readonly stream: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly ingestedAt: number
  readonly message: string
}

export interface LogGroup {
  readonly name: string
  readonly region: string
  readonly createdAt: number
  /** Null keeps lines for ever. */
  readonly retentionDays: number | null
  /** Oldest first. */
  readonly events: readonly StoredEvent[]
}

/** How a session of Live Tail is ended from outside. */
export type TailEnd = 'session_over' | 'streaming_exception' | 'cut'

/** Log groups of the account with their newest lines, in memory. */
export interface LogStore {
  createGroup(name: string, options?: { region?: string; retentionDays?: number }): void
  deleteGroup(name: string, region?: string): void
  findGroup(name: string, region: string): LogGroup | null
  listGroups(region: string): readonly LogGroup[]
  /** Times are those of the clock when left out. */
  append(group: string, lines: readonly AppendedLine[], region?: string): void
  /** Calls back with what is appended from now on; gives the function that ends it. */
  subscribe(group: LogGroup, receive: (events: readonly StoredEvent[]) => void): () => void
  /** Ends every session of Live Tail, as AWS does after three hours or when something breaks. */
  endTails(end: TailEnd): void
  onTailEnd(receive: (end: TailEnd) => void): () => void
  /** How many sessions of Live Tail are open: each is billed by the minute. */
  countTails(): number
  /** The next pages carry nothing but a token. */
  script: { emptyPages: number; eventsPerPage: number; pollsUntilComplete: number }
  /** Makes every token given so far worthless. */
  expireTokens(): void
  readonly tokenGeneration: () => number
}

export interface AppendedLine {
  readonly stream: string
  readonly message: string
  readonly at?: number
}

const keptEvents = 20_000
const homeRegion = 'eu-central-1'

interface MutableGroup extends LogGroup {
  events: StoredEvent[]
}

export function createLogStore(now: () => Date = () => new Date()): LogStore {
  const groups = new Map<string, MutableGroup>()
  const listeners = new Map<LogGroup, Set<(events: readonly StoredEvent[]) => void>>()
  const tails = new Set<(end: TailEnd) => void>()
  let lastId = 0
  let generation = 1
  return {
    createGroup(name, { region = homeRegion, retentionDays } = {}) {
      const createdAt = now().getTime()
      const kept = retentionDays ?? null
      groups.set(toKey(name, region), { name, region, createdAt, retentionDays: kept, events: [] })
    },
    deleteGroup: (name, region = homeRegion) => void groups.delete(toKey(name, region)),
    findGroup: (name, region) => groups.get(toKey(name, region)) ?? null,
    listGroups: (region) =>
      [...groups.values()]
        .filter((group) => group.region === region)
        .toSorted((one, other) => (one.name < other.name ? -1 : 1)),
    append(name, lines, region = homeRegion) {
      const group = groups.get(toKey(name, region))
      if (!group || lines.length === 0) return
      const ingestedAt = now().getTime()
      const added = lines.map(({ stream, message, at = ingestedAt }) => {
        lastId += 1
        return { id: String(lastId).padStart(56, '3'), stream, at, ingestedAt, message }
      })
      group.events = [...group.events, ...added]
        .toSorted((one, other) => one.at - other.at)
        .slice(-keptEvents)
      for (const receive of listeners.get(group) ?? []) receive(added)
    },
    subscribe(group, receive) {
      const receivers = listeners.get(group) ?? new Set()
      listeners.set(group, receivers.add(receive))
      return () => void receivers.delete(receive)
    },
    endTails(end) {
      for (const receive of [...tails]) receive(end)
    },
    onTailEnd(receive) {
      tails.add(receive)
      return () => void tails.delete(receive)
    },
    countTails: () => tails.size,
    script: { emptyPages: 0, eventsPerPage: 10_000, pollsUntilComplete: 1 },
    expireTokens() {
      generation += 1
    },
    tokenGeneration: () => generation,
  }
}

function toKey(name: string, region: string): string {
  return `${region}:${name}`
}
