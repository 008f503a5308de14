export type UptimeState = 'up' | 'partial' | 'down' | 'none'

/** Share of good samples from which a period counts as up, and below which as down, in permille. */
const upFrom = 995
const downBelow = 500

const barWidth = 3
const gap = 1
export const uptimeHeight = 16
/** A bar of a troubled period is shorter, so that it shows without colour. */
const heights: Record<UptimeState, number> = { up: 16, partial: 11, down: 6, none: 16 }

export interface UptimeSummary {
  /** Mean share of good samples from 0 to 1; null without any measurement. */
  readonly share: number | null
  /** Periods with trouble. */
  readonly bad: number
  /** Periods without a measurement. */
  readonly missing: number
}

export function toUptimeState(permille: number): UptimeState {
  if (permille < 0) return 'none'
  if (permille >= upFrom) return 'up'
  return permille < downBelow ? 'down' : 'partial'
}

export function summarizeUptime(permilles: readonly number[]): UptimeSummary {
  const measured = permilles.filter((value) => value >= 0)
  const total = measured.reduce((sum, value) => sum + value, 0)
  return {
    share: measured.length > 0 ? total / measured.length / 1_000 : null,
    bad: measured.filter((value) => value < upFrom).length,
    missing: permilles.length - measured.length,
  }
}

export const uptimeWidth = (count: number) => Math.max(1, count * (barWidth + gap) - gap)

/** One path per state for all bars of that state: hundreds of bars cost a page as much as four shapes. */
export function toUptimePaths(permilles: readonly number[]): Partial<Record<UptimeState, string>> {
  const paths: Partial<Record<UptimeState, string>> = {}
  for (const [index, permille] of permilles.entries()) {
    const state = toUptimeState(permille)
    const x = index * (barWidth + gap)
    paths[state] = (paths[state] ?? '') + (state === 'none' ? hatch(x) : bar(x, heights[state]))
  }
  return paths
}

function bar(x: number, height: number): string {
  return `M${x} ${uptimeHeight - height}h${barWidth}v${height}h-${barWidth}z`
}

function hatch(x: number): string {
  return [4, 8, 12, 16].map((y) => `M${x} ${y}l${barWidth}-${barWidth}`).join('')
}
