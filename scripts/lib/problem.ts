/** Something the person at the keyboard can mend: shown as this one sentence, without a stack. */
export class Problem extends Error {
  override readonly name = 'Problem'
}

/** The code of a file system or socket error such as `ENOENT`, or null for anything else. */
export function errorCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : null
}

/** Prints a problem as its sentence, anything else with its stack, and sets a failing exit code. */
export function reportFailure(error: unknown): void {
  const text =
    error instanceof Problem ? error.message : error instanceof Error ? error.stack : String(error)
  process.stderr.write(`${text}\n`)
  process.exitCode = 1
}
