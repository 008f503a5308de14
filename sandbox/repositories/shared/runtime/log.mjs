/** A logger whose lines start with time and prefix and carry details as JSON. */
export function createLog(prefix) {
  const write = (level, message, details) => {
    const suffix = details ? ` ${JSON.stringify(details)}` : ''
    process.stdout.write(`${new Date().toISOString()} ${prefix} ${level} ${message}${suffix}\n`)
  }
  return {
    info: (message, details) => write('INFO', message, details),
    warn: (message, details) => write('WARN', message, details),
    error: (message, details) => write('ERROR', message, details),
  }
}
