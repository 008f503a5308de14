import type { FieldError } from '#lib/core/errors.ts'
import type { WorkflowInput } from '#lib/github/index.ts'
import { maxInputCharacters, maxInputs } from './schemas.ts'

export interface InputSources {
  readonly workflowFile: string
  /** What the workflow declares. */
  readonly declared: readonly WorkflowInput[]
  /** What the catalog sets; nobody overrides it. */
  readonly fixed: Readonly<Record<string, string>>
  readonly given: Readonly<Record<string, string>>
}

export type BuiltInputs =
  | { readonly ok: true; readonly inputs: Readonly<Record<string, string>> }
  | { readonly ok: false; readonly fields: readonly FieldError[] }

/** The inputs to send, or everything that GitHub would refuse about them, each by its name. */
export function buildInputs(sources: InputSources): BuiltInputs {
  const { declared, fixed, given, workflowFile } = sources
  const inputs = { ...withDefaults(declared), ...given, ...fixed }
  const fields = [
    ...Object.keys(given).flatMap((name) => findMisplaced(name, sources)),
    ...declared.flatMap((input) => findWrongValue(input, inputs[input.name])),
    ...findTooMuch(inputs, workflowFile),
  ]
  return fields.length > 0 ? { ok: false, fields } : { ok: true, inputs }
}

function withDefaults(declared: readonly WorkflowInput[]): Record<string, string> {
  return Object.fromEntries(
    declared.flatMap(({ name, default: value }) => (value === null ? [] : [[name, value]])),
  )
}

function findMisplaced(name: string, sources: InputSources): readonly FieldError[] {
  const { declared, fixed, workflowFile } = sources
  if (Object.hasOwn(fixed, name)) {
    return [toError(name, 'is set by the catalog and cannot be changed here')]
  }
  if (declared.some((input) => input.name === name)) return []
  const known = declared.map((input) => input.name).filter((input) => !Object.hasOwn(fixed, input))
  const hint = known.length > 0 ? `; it takes ${known.join(', ')}` : '; it takes none'
  return [toError(name, `is not an input of ${workflowFile}${hint}`)]
}

function findWrongValue(input: WorkflowInput, value: string | undefined): readonly FieldError[] {
  const { name, type, required, options } = input
  if (value === undefined || value === '') {
    return required ? [toError(name, 'is required by the workflow')] : []
  }
  if (type === 'boolean' && value !== 'true' && value !== 'false') {
    return [toError(name, 'must be true or false')]
  }
  if (type === 'number' && !/^-?\d+(?:\.\d+)?$/.test(value)) {
    return [toError(name, 'must be a number')]
  }
  if (type === 'choice' && !options.includes(value)) {
    return [toError(name, `must be one of ${options.join(', ')}`)]
  }
  return []
}

// https://docs.github.com/rest/actions/workflows#create-a-workflow-dispatch-event
function findTooMuch(
  inputs: Readonly<Record<string, string>>,
  workflowFile: string,
): readonly FieldError[] {
  const count = Object.keys(inputs).length
  const characters = JSON.stringify(inputs).length
  return [
    ...(count > maxInputs
      ? [
          {
            path: 'inputs',
            message: `GitHub takes at most ${maxInputs} inputs; ${workflowFile} would get ${count}`,
          },
        ]
      : []),
    ...(characters > maxInputCharacters
      ? [
          {
            path: 'inputs',
            message: `GitHub takes at most ${maxInputCharacters} characters of inputs; these are ${characters}`,
          },
        ]
      : []),
  ]
}

const toError = (name: string, message: string): FieldError => ({ path: `inputs.${name}`, message })
