import { unprocessable } from '../http/failure.ts'
import type { DispatchDefinition, InputDefinition } from './definition.ts'

const maximumInputs = 25
const maximumLength = 65_535

/** Fills defaults in and refuses what GitHub refuses, in its words. */
export function resolveInputs(
  { inputs: declared }: DispatchDefinition,
  given: Readonly<Record<string, unknown>>,
): Record<string, string> {
  requireLimits(given)
  const unexpected = Object.keys(given).filter((name) => !Object.hasOwn(declared, name))
  if (unexpected.length > 0)
    throw unprocessable(`Unexpected inputs provided: ${JSON.stringify(unexpected)}`)
  return Object.fromEntries(
    Object.entries(declared).map(([name, input]) => [name, resolveInput(name, input, given[name])]),
  )
}

function requireLimits(given: Readonly<Record<string, unknown>>) {
  const count = Object.keys(given).length
  if (count > maximumInputs) {
    throw unprocessable(
      `Invalid request.\n\nNo more than ${maximumInputs} properties are allowed; ${count} were supplied.`,
    )
  }
  if (JSON.stringify(given).length > maximumLength) throw unprocessable('inputs are too large.')
}

function resolveInput(name: string, input: InputDefinition, given: unknown): string {
  const isMissing = given === undefined || given === null || given === ''
  if (isMissing && input.default === null) {
    if (input.required) throw unprocessable(`Required input '${name}' not provided`)
    return input.type === 'boolean' ? 'false' : ''
  }
  const value = isMissing ? (input.default ?? '') : String(given)
  if (input.type === 'choice' && !input.options.includes(value)) {
    throw unprocessable(
      `Provided value '${value}' for input '${name}' not in the list of allowed values`,
    )
  }
  if (input.type === 'boolean' && !/^(true|false)$/i.test(value)) {
    throw unprocessable(`Provided value '${value}' for input '${name}' is not a valid boolean`)
  }
  if (input.type === 'number' && Number.isNaN(Number(value))) {
    throw unprocessable(`Provided value '${value}' for input '${name}' is not a valid number`)
  }
  return value
}
