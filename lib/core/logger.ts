import { type Logger, pino } from 'pino'
import { redactSecrets } from './redact.ts'

export type { Logger }

/** JSON lines on stderr. Values known or shaped like secrets are masked in whatever is logged. */
export const logger: Logger = pino(
  {
    level: process.env.LOG_LEVEL ?? 'info',
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (level) => ({ level }) },
    hooks: { streamWrite: redactSecrets },
  },
  pino.destination({ dest: 2, sync: true }),
)
