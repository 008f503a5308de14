import { HostingError } from '../failure.ts'
import type { InstanceChange } from '../scaling-port.ts'

const scalable = ['services', 'workers']

/**
 * A copy of a spec in which nothing but the count of one component differs. Works on the answer as it came, so that
 * order, unknown fields and encrypted values go back untouched.
 */
export function withInstanceCount(
  spec: unknown,
  { component, to }: Pick<InstanceChange, 'component' | 'to'>,
): unknown {
  requireExactNumbers(spec)
  if (!isRecord(spec)) throw new HostingError('invalid_answer', 'The spec is not an object.')
  const change = (part: unknown) =>
    isRecord(part) && part.name === component ? { ...part, instance_count: to } : part
  return Object.fromEntries(
    Object.entries(spec).map(([name, value]) => [
      name,
      scalable.includes(name) && Array.isArray(value) ? value.map(change) : value,
    ]),
  )
}

/** JSON numbers that a double cannot hold would go back as others. */
function requireExactNumbers(value: unknown): void {
  if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) {
    throw new HostingError(
      'unsupported',
      'The spec holds a number that cannot be sent back exactly; change the count on DigitalOcean.',
    )
  }
  if (typeof value === 'object' && value !== null) {
    for (const each of Object.values(value)) requireExactNumbers(each)
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
