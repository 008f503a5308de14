// `3; 3079 16416 EXTENSION - pgcrypto `, `7; 3466 16500 EVENT TRIGGER - name owner`
const superuserEntry = /^\d+; \d+ \d+ (EXTENSION|EVENT TRIGGER) - (\S+)/

export interface KeptEntries {
  /** The list with which to restore. */
  readonly kept: string
  /** What was taken out of it. */
  readonly leftOut: readonly string[]
}

/**
 * Takes out of the table of contents of an archive what the restoring role may not create: event triggers, and
 * extensions other than these.
 */
export function withoutEntries(list: string, creatable: ReadonlySet<string>): KeptEntries {
  const leftOut: string[] = []
  const kept = list.split('\n').filter((line) => {
    const [, kind, name] = superuserEntry.exec(line) ?? []
    if (kind === undefined || name === undefined) return true
    if (kind === 'EXTENSION' && creatable.has(name)) return true
    leftOut.push(`${kind.toLowerCase()} ${name}`)
    return false
  })
  return { kept: kept.join('\n'), leftOut }
}
