/** Values as OTLP writes them in JSON (https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding). */
type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain }

const maxDepth = 8
const maxItems = 200

/** An AnyValue as plain JSON; what is no AnyValue is null. */
export function toPlainValue(value: unknown, depth = 0): Plain {
  if (!isObject(value) || depth > maxDepth) return null
  if (typeof value.stringValue === 'string') return value.stringValue
  if (typeof value.boolValue === 'boolean') return value.boolValue
  if (value.intValue !== undefined) return toNumber(value.intValue)
  if (value.doubleValue !== undefined) return toNumber(value.doubleValue)
  if (typeof value.bytesValue === 'string') return value.bytesValue
  if (isObject(value.arrayValue) && Array.isArray(value.arrayValue.values)) {
    return value.arrayValue.values
      .slice(0, maxItems)
      .map((item: unknown) => toPlainValue(item, depth + 1))
  }
  if (isObject(value.kvlistValue)) return toPlainRecord(value.kvlistValue.values, depth + 1)
  return null
}

/** A list of KeyValue as an object without a prototype's names. */
export function toPlainRecord(list: unknown, depth = 0): { readonly [key: string]: Plain } {
  if (!Array.isArray(list)) return {}
  const pairs = list.slice(0, maxItems).flatMap((item: unknown): [string, Plain][] => {
    if (!isObject(item) || typeof item.key !== 'string' || item.key === '') return []
    return [[item.key, toPlainValue(item.value, depth)]]
  })
  return Object.fromEntries(pairs)
}

// A 64-bit integer beyond what a number holds stays text.
function toNumber(value: unknown): number | string | null {
  if (typeof value === 'number') return value
  if (typeof value !== 'string') return null
  const number = Number(value)
  return Number.isSafeInteger(number) || value.includes('.') ? number : value.slice(0, 40)
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
