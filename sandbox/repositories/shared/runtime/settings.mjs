/** Ends the process with one clear line when a variable it cannot do without is missing. */
export function requireSettings(log, names) {
  const missing = names.filter((name) => !process.env[name])
  if (missing.length === 0) return
  log.error(`cannot start, not set: ${missing.join(', ')}`)
  process.exit(78)
}

/** The release this process was started from. */
export const release = {
  version: process.env.RELEASE_VERSION ?? 'development',
  commit: process.env.RELEASE_COMMIT ?? 'unknown',
  stage: process.env.STAGE ?? 'local',
}
