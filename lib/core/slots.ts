/** How much a slot may move, as a share of the interval. */
export const jitterShare = 0.1

/** Slots later than this are skipped, so that what was missed is not made up for all at once. */
export const misfireGraceMs = 1_000

export interface Pace {
  /** Whole number of what is repeated; any 32 bits. */
  readonly id: number
  readonly intervalMs: number
}

/**
 * The first slot after a moment, in milliseconds since 1970. Each id has its own phase within the interval, and each
 * slot its own shift, both derived from the id: any worker computes the same slots, and they spread evenly.
 */
export function nextSlot(pace: Pace, afterMs: number): number {
  const first = Math.floor((afterMs - phaseMs(pace)) / pace.intervalMs)
  let slot = first
  while (slotTime(pace, slot) <= afterMs) slot += 1
  return slotTime(pace, slot)
}

/** A slot for what has none yet: soon, but not together with all the others that came with it. */
export function firstSlot(pace: Pace, nowMs: number, newCount: number): number {
  const windowMs = Math.min(pace.intervalMs, 3_000 + newCount * 10)
  return Math.round(nowMs + fraction(pace.id, -1) * windowMs)
}

/** True when a slot is so long past that the next one should be waited for. */
export function isMisfire(slotMs: number, nowMs: number): boolean {
  return nowMs - slotMs > misfireGraceMs
}

function slotTime(pace: Pace, slot: number): number {
  const shift = (fraction(pace.id, slot) * 2 - 1) * jitterShare * pace.intervalMs
  return Math.round(phaseMs(pace) + slot * pace.intervalMs + shift)
}

function phaseMs({ id, intervalMs }: Pace): number {
  return Math.floor(fraction(id, -1) * intervalMs)
}

// A number in [0, 1) that looks random and is the same everywhere. The mixing steps are those of MurmurHash3's
// finaliser: neighbouring ids must not end up in neighbouring slots, and a cryptographic hash costs ten times more.
function fraction(id: number, slot: number): number {
  return mix(mix(id) ^ slot) / 2 ** 32
}

function mix(value: number): number {
  let h = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
