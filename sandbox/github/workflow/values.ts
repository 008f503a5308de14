/** GitHub's loose rules for what an expression's value counts as. */
export function isTruthy(value: unknown): boolean {
  return value !== null && value !== undefined && value !== false && value !== 0 && value !== ''
}

export function toText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return 'Array'
  return typeof value === 'object' ? 'Object' : String(value)
}

/** Text is compared without regard to case; different kinds are compared as numbers. */
export function isLooselyEqual(one: unknown, other: unknown): boolean {
  if (typeof one === 'string' && typeof other === 'string') {
    return one.toLowerCase() === other.toLowerCase()
  }
  if (typeof one === typeof other && typeof one !== 'object') return one === other
  if (isObject(one) || isObject(other)) return one === other
  return toNumber(one) === toNumber(other)
}

export function toNumber(value: unknown): number {
  if (value === null || value === undefined || value === '') return 0
  return typeof value === 'object' ? Number.NaN : Number(value)
}

/** Only own members: a workflow must not reach what every object inherits. */
export function getMember(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return value[Number(name)] ?? null
  if (!isObject(value)) return null
  const wanted = name.toLowerCase()
  const entry = Object.entries(value).find(([key]) => key.toLowerCase() === wanted)
  return entry?.[1] ?? null
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
