/**
 * A small part of JSONPath (RFC 9535): `$`, then names and indexes, such as `$.checks[0]['db-main'].state`.
 * Written out instead of taken from a library: full JSONPath brings filters, scripts and descendant search, which have
 * no place in an expression that runs over answers from outside. A path here costs one step per segment and no more.
 */
export type JsonPath = readonly (string | number)[]

const segment = /\.([A-Za-z_][\w-]*)|\[(\d{1,4})\]|\['([^'\\]{1,100})'\]|\["([^"\\]{1,100})"\]/y

/** Null when the text is not such a path. */
export function parseJsonPath(text: string): JsonPath | null {
  if (!text.startsWith('$') || text.length > 300) return null
  const path: (string | number)[] = []
  segment.lastIndex = 1
  while (segment.lastIndex < text.length) {
    const match = segment.exec(text)
    if (!match) {
      segment.lastIndex = 0
      return null
    }
    const [, name, index, single, double] = match
    path.push(index === undefined ? (name ?? single ?? double ?? '') : Number(index))
  }
  return path
}

/** What stands at a path; undefined when nothing does. Only what the document itself holds is seen. */
export function findAtPath(document: unknown, path: JsonPath): unknown {
  let value = document
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    if (Array.isArray(value) !== (typeof step === 'number')) return undefined
    // Safe because the step is an own property of an object.
    value = (value as Record<string | number, unknown>)[step]
  }
  return value
}
