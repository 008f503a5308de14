import { type LogLevel, logLevels } from '../words.ts'

/** Levels as the table holds them: 0 not stated, 1 trace to 6 fatal. */
export const toStoredLevel = (level: LogLevel | null): number =>
  level === null ? 0 : logLevels.length - logLevels.indexOf(level)

export const fromStoredLevel = (stored: number): LogLevel | null =>
  stored === 0 ? null : (logLevels[logLevels.length - stored] ?? null)
