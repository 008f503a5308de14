import { invalidInput } from '#lib/core/errors.ts'

export interface Window {
  readonly from: Date
  readonly to: Date
}

const hourMs = 3_600_000
/** More is refused rather than read for minutes. */
const longestMs = 31 * 24 * hourMs

/** The window asked for; the last hour when nothing was said. */
export function toWindow(
  { from, to }: { readonly from?: Date | undefined; readonly to?: Date | undefined },
  now: Date,
  defaultMs = hourMs,
): Window {
  const end = to ?? now
  const window = { from: from ?? new Date(end.getTime() - defaultMs), to: end }
  if (window.from >= window.to) {
    throw invalidInput('"from" must be before "to".', {
      fields: [{ path: 'from', message: 'must be before "to"' }],
    })
  }
  if (window.to.getTime() - window.from.getTime() > longestMs) {
    throw invalidInput('At most 31 days can be searched at once.', {
      reason: 'window_too_long',
      fields: [{ path: 'from', message: 'is more than 31 days before "to"' }],
    })
  }
  return window
}
