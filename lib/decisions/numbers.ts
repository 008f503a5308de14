/** Two writings of a number compare equal: letters in any case, hyphens of any kind. */
export function toComparableNumber(number: string): string {
  return number
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
}

/** The number after the highest of a row of numbers, written as that one is: `DEC-021` after `DEC-020`. */
export function toNextNumber(numbers: readonly string[], fallback = 'DEC-001'): string {
  const parsed = numbers.flatMap((number) => {
    const [, prefix = '', digits = ''] = /^([A-Za-z]+[-_])?0*(\d{1,9})$/.exec(number) ?? []
    return digits ? [{ prefix, value: Number(digits), width: number.length - prefix.length }] : []
  })
  const highest = parsed.sort((one, other) => other.value - one.value)[0]
  if (!highest) return fallback
  return `${highest.prefix}${String(highest.value + 1).padStart(highest.width, '0')}`
}
