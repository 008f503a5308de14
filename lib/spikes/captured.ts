import type { Plan, Scalar } from './plan.ts'

/** What earlier steps captured, by name. */
export type Captured = Readonly<Record<string, Scalar>>

const placeholder = /\{([a-z][A-Za-z0-9_-]{0,39})\}/g

/** Names in all texts of a step, each once. */
export function listNames(plan: Plan): readonly string[] {
  const { title: _, ...rest } = plan
  const names = listTexts(rest).flatMap((text) =>
    [...text.matchAll(placeholder)].map(([, name = '']) => name),
  )
  return [...new Set(names)]
}

/** Names that a step needs and nobody captured. */
export function listMissing(plan: Plan, captured: Captured): readonly string[] {
  return listNames(plan).filter((name) => !Object.hasOwn(captured, name))
}

/** The text with every name filled in; `encode` for places that have a syntax of their own. */
export function fillText(
  text: string,
  captured: Captured,
  encode: (value: string) => string = (value) => value,
): string {
  return text.replace(placeholder, (written, name: string) =>
    Object.hasOwn(captured, name) ? encode(String(captured[name])) : written,
  )
}

/** The same in every text of a JSON value; a text that is nothing but a name becomes the value itself. */
export function fillJson(value: unknown, captured: Captured): unknown {
  if (typeof value === 'string') {
    const [, whole] = /^\{([a-z][A-Za-z0-9_-]{0,39})\}$/.exec(value) ?? []
    if (whole !== undefined && Object.hasOwn(captured, whole)) return captured[whole]
    return fillText(value, captured)
  }
  if (Array.isArray(value)) return value.map((item) => fillJson(item, captured))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, fillJson(item, captured)]),
  )
}

function listTexts(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(listTexts)
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(listTexts) : []
}
