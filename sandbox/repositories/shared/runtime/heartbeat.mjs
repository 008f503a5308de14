const everyMs = 15_000
// A worker that falls over right after its start must not count as alive.
const firstAfterMs = 2000
const timeoutMs = 5000

/** Pings HEARTBEAT_URL as long as the process lives; without the variable it does nothing. */
export function startHeartbeat(log) {
  const url = process.env.HEARTBEAT_URL
  if (!url) return { isOn: false }
  const ping = async () => {
    try {
      const response = await fetch(url, { method: 'POST', signal: AbortSignal.timeout(timeoutMs) })
      await response.body?.cancel()
      if (!response.ok) log.warn('heartbeat refused', { status: response.status })
    } catch (error) {
      log.warn('heartbeat not delivered', { reason: String(error.cause?.code ?? error.name) })
    }
  }
  setTimeout(ping, firstAfterMs).unref()
  setInterval(ping, everyMs).unref()
  return { isOn: true }
}
