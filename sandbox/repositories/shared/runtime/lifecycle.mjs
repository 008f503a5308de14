/** Tells the supervisor that this process is ready, and on which port if it listens. */
export function announceReady(port) {
  process.send?.({ type: 'ready', port })
}

/** Runs the given clean-up when the process is asked to end, or when its supervisor is gone. */
export function onShutdown(cleanUp) {
  const end = async () => {
    setTimeout(() => process.exit(0), 1000).unref()
    await cleanUp()
    process.exit(0)
  }
  process.once('SIGTERM', end)
  process.once('SIGINT', end)
  process.once('disconnect', () => process.exit(0))
}
