/** A list whose elements have a name of their own; plain arrays become `<member>`. */
export class XmlList {
  readonly name: string
  readonly items: readonly unknown[]
  /** Whether the elements stand beside each other without one around them. */
  readonly isFlat: boolean

  constructor(name: string, items: readonly unknown[], isFlat = false) {
    this.name = name
    this.items = items
    this.isFlat = isFlat
  }
}

/** The value as one element. `null` and `undefined` are left out, dates are ISO 8601. */
export function toXml(name: string, value: unknown, namespace?: string): string {
  if (value === null || value === undefined) return ''
  const attributes = namespace ? ` xmlns="${namespace}"` : ''
  if (value instanceof XmlList && value.isFlat) {
    return value.items.map((item) => toXml(value.name, item)).join('')
  }
  return `<${name}${attributes}>${toContent(value)}</${name}>`
}

function toContent(value: unknown): string {
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map((item) => toXml('member', item)).join('')
  if (value instanceof XmlList) return value.items.map((item) => toXml(value.name, item)).join('')
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([key, each]) => toXml(key, each))
      .join('')
  }
  return toEntities(String(value))
}

function toEntities(text: string) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
