import { toInertText } from '#lib/core/text.ts'
import type { PlatformFact } from '../port.ts'
import type { Monitor } from './client.ts'

/** What the monitor says: its word for the state, how much of the last day was up, and until when the certificate lasts. */
export function toFacts(monitor: Monitor): PlatformFact[] {
  const subject = toInertText(monitor.friendlyName)
  const uptime = toUptimePercent(monitor)
  const expiresAt = toMoment(monitor.sslExpiryDateTime)
  return [
    { name: 'state', subject, value: toInertText(monitor.status).toLowerCase() },
    ...(uptime === null ? [] : [{ name: 'uptime_percent', subject, value: uptime } as const]),
    ...(expiresAt === null
      ? []
      : [{ name: 'certificate_expires_at', subject, value: expiresAt } as const]),
  ]
}

/** Mean over the parts of the last day; null while there is none. */
function toUptimePercent({ lastDayUptimes }: Monitor): number | null {
  const parts = lastDayUptimes?.histogram ?? []
  if (parts.length === 0) return null
  const mean = parts.reduce((sum, { uptime }) => sum + uptime, 0) / parts.length
  return Math.round(mean * 1000) / 1000
}

function toMoment(text: string | null | undefined): string | null {
  const time = text ? Date.parse(text) : Number.NaN
  return Number.isNaN(time) ? null : new Date(time).toISOString()
}
