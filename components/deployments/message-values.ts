import type { Details } from '#lib/deployments/types.ts'

/** Facts that a text may mention; one that is not known this time stands as a dash. */
const names = [
  ...['actor', 'attempt', 'by', 'component', 'conclusion', 'count', 'createdBy', 'expected'],
  ...['expectedVersion', 'failing', 'file', 'hours', 'input', 'job', 'message'],
  ...['number', 'observed', 'observedVersion', 'owner', 'reason', 'ref', 'repository', 'role'],
  ...['lists', 'step', 'texts', 'version'],
] as const

type MessageValues = Readonly<Record<(typeof names)[number], string>>

/** The details behind a stable word, as values for its translated text. */
export function toMessageValues(details: Details): MessageValues {
  const entries = names.map((name) => [name, toText(details[name])])
  // Safe because every name has just been given a value.
  return Object.fromEntries(entries) as MessageValues
}

function toText(value: unknown): string {
  if (Array.isArray(value)) return value.map(toText).join(', ')
  if (typeof value !== 'string' && typeof value !== 'number') return '–'
  return shorten(String(value)) || '–'
}

const shorten = (text: string) => (/^[0-9a-f]{40}$/.test(text) ? text.slice(0, 7) : text)
