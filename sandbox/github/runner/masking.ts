export interface Mask {
  add(value: string): void
  apply(line: string): string
}

const replacement = '***'

/** Hides values in lines of a log; of a value with several lines, each line. */
export function createMask(secrets: readonly string[]): Mask {
  const values = new Set<string>()
  const add = (value: string) => {
    for (const line of value.split(/\r?\n/)) if (line.trim() !== '') values.add(line)
  }
  for (const secret of secrets) add(secret)
  return {
    add,
    apply(line) {
      // The longest first: a secret may contain another.
      const longestFirst = [...values].sort((one, other) => other.length - one.length)
      return longestFirst.reduce((masked, value) => masked.replaceAll(value, replacement), line)
    },
  }
}
