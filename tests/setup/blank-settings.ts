import { envSchema } from '#lib/core/env.ts'

/**
 * Variables for a portal under test that keep what this shell or a `.env` file connects out of it:
 * an empty variable counts as absent and is not filled from the file.
 */
export const blankSettings: Readonly<Record<string, string>> = Object.fromEntries(
  Object.keys(envSchema.shape)
    .filter((name) => name !== 'LOG_LEVEL')
    .map((name) => [name, '']),
)
