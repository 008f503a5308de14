/** A measured duration in milliseconds: its middle, and what one in twenty exceeded. */
export interface Spread {
  readonly medianMs: number
  readonly p95Ms: number
  readonly maxMs: number
  readonly count: number
}

export function toSpread(durationsMs: readonly number[]): Spread {
  const sorted = durationsMs.toSorted((a, b) => a - b)
  return {
    medianMs: at(sorted, 0.5),
    p95Ms: at(sorted, 0.95),
    maxMs: at(sorted, 1),
    count: sorted.length,
  }
}

/** Nearest rank: a value that was really measured. */
function at(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

type Durations<Name extends string> = Readonly<Record<Name, () => Promise<number>>>

/**
 * Measures several things in turns, so that whatever else slows the machine for a while slows all of them; in another
 * order every time, so that none always pays for what the one before it left behind. Each measurement answers its duration in milliseconds. The first rounds warm up and do not count.
 */
export async function measureInTurns<Name extends string>(
  measurements: Durations<Name>,
  { rounds, warmUp }: { readonly rounds: number; readonly warmUp: number },
): Promise<Readonly<Record<Name, Spread>>> {
  // Safe because the keys are those of the argument.
  const names = Object.keys(measurements) as Name[]
  const durations = new Map<Name, number[]>(names.map((name) => [name, []]))
  for (let round = -warmUp; round < rounds; round += 1) {
    for (const name of shuffle(names)) {
      const durationMs = await measurements[name]()
      if (round >= 0) durations.get(name)?.push(durationMs)
    }
  }
  // Safe because every name was given a value.
  return Object.fromEntries(
    names.map((name) => [name, toSpread(durations.get(name) ?? [])]),
  ) as Record<Name, Spread>
}

function shuffle<T>(values: readonly T[]): readonly T[] {
  return values
    .map((value) => ({ value, rank: Math.random() }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ value }) => value)
}
