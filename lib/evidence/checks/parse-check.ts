/** A check as it is asked for: `certificate days=30`. */
export interface CheckRequest {
  readonly check: string
  readonly parameters: Readonly<Record<string, string>>
}

const maxCharacters = 500
const name = /^[a-z][a-z0-9-]{0,60}$/
const parameter = /^([a-z][a-z0-9-]{0,30})=(\S{1,200})$/

/** Reads `port-443 host=app.example`; null for what is no check at all. Whether it is a known one is said later. */
export function parseCheck(text: string): CheckRequest | null {
  if (text.length > maxCharacters) return null
  const [check = '', ...rest] = text.trim().split(/\s+/)
  if (!name.test(check)) return null
  const pairs = rest.map((word) => parameter.exec(word))
  if (pairs.some((pair) => pair === null)) return null
  const parameters = Object.fromEntries(pairs.flatMap((pair) => (pair ? [[pair[1], pair[2]]] : [])))
  return { check, parameters }
}

/** The same text again, e.g. for the comment that binds a task in its file. */
export function formatCheck({ check, parameters }: CheckRequest): string {
  const pairs = Object.entries(parameters).map(([key, value]) => `${key}=${value}`)
  return [check, ...pairs].join(' ')
}
