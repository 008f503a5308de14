import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import { z } from 'zod'
import { findNearest } from '#lib/catalog/index.ts'
import { listNames } from './captured.ts'
import type { Plan } from './plan.ts'
import {
  askStep,
  expectStep,
  logStep,
  pollStep,
  probeStep,
  processStep,
  requestStep,
  serviceStep,
  waitStep,
} from './step-schemas.ts'
import { type StepKind, stepKinds, type TestProblemCode } from './words.ts'

/** What is wrong with a test, and where in its document: lines and columns from 1. */
export interface TestProblem {
  readonly line: number
  readonly column: number
  readonly code: TestProblemCode
  /** One sentence in English. */
  readonly message: string
  readonly nearest: string | null
}

export type ParsedTest =
  | { readonly ok: true; readonly name: string; readonly steps: readonly Plan[] }
  | { readonly ok: false; readonly problems: readonly TestProblem[] }

const maxCharacters = 65_536
const maxSteps = 50
const knownNames = ['run', 'number', 'system', 'stage', 'option'] as const

const stepSchemas: Readonly<Record<StepKind, z.ZodType<Plan>>> = {
  request: requestStep,
  poll: pollStep,
  wait: waitStep,
  process: processStep,
  service: serviceStep,
  log: logStep,
  probe: probeStep,
  expect: expectStep,
  ask: askStep,
}

/**
 * Reads the YAML of a block `spike-test`. `firstLine` is the line of the document its first line is. Never throws,
 * whatever is written.
 */
export function parseTest(source: string, firstLine = 1): ParsedTest {
  const reader = createReader(source, firstLine)
  if (source.length > maxCharacters) {
    return fail([reader.problem([], 'too_large', 'The test is longer than 64 kB.')])
  }
  if (reader.fault) return fail([reader.fault])
  const shape = z
    .strictObject({
      name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be a short name such as smoke'),
      steps: z.array(z.unknown()).min(1, 'needs at least one step').max(maxSteps),
    })
    .safeParse(reader.value)
  if (!shape.success) {
    return fail(reader.toProblems(shape.error.issues, [], ['name', 'steps']))
  }
  const steps = shape.data.steps.map((step, index) => parseStep(reader, step, index))
  const problems = steps.flatMap((step) => (step.ok ? [] : step.problems))
  if (problems.length > 0) return fail(problems)
  const plans = steps.flatMap((step) => (step.ok ? [step.plan] : []))
  const strange = findUnknownNames(reader, plans)
  return strange.length > 0 ? fail(strange) : { ok: true, name: shape.data.name, steps: plans }
}

const fail = (problems: readonly TestProblem[]): ParsedTest => ({ ok: false, problems })

type Path = readonly PropertyKey[]

interface Reader {
  readonly value: unknown
  readonly fault: TestProblem | null
  problem(path: Path, code: TestProblemCode, message: string, nearest?: string | null): TestProblem
  toProblems(
    issues: readonly z.core.$ZodIssue[],
    base: Path,
    keys: readonly string[],
  ): readonly TestProblem[]
}

function createReader(source: string, firstLine: number): Reader {
  const lineCounter = new LineCounter()
  const document = parseDocument(source.slice(0, maxCharacters), {
    lineCounter,
    version: '1.2',
    prettyErrors: false,
  })
  const at = (offset: number, code: TestProblemCode, message: string, nearest: string | null) => {
    const { line, col } = lineCounter.linePos(offset)
    return {
      line: Math.max(line, 1) + firstLine - 1,
      column: Math.max(col, 1),
      code,
      message,
      nearest,
    }
  }
  const problem: Reader['problem'] = (path, code, message, nearest = null) =>
    at(findOffset(document.contents, path), code, message, nearest)
  const [error] = document.errors
  const refuse = (offset: number, message: string): Reader => ({
    ...{ problem, toProblems: toProblemsWith(problem, null), value: null },
    fault: at(offset, 'yaml_syntax', message, null),
  })
  if (error) return refuse(error.pos[0], error.message)
  try {
    const value: unknown = document.toJS({ maxAliasCount: 10 })
    return { problem, toProblems: toProblemsWith(problem, value), value, fault: null }
  } catch {
    return refuse(0, 'The aliases expand to too much.')
  }
}

function toProblemsWith(problem: Reader['problem'], value: unknown): Reader['toProblems'] {
  return (issues, base, keys) =>
    issues.toSorted(unknownKeysFirst).flatMap((issue) => {
      const path = [...base, ...issue.path]
      const place = path
        .slice(1)
        .filter((step) => typeof step === 'string')
        .join('.')
      if (issue.code === 'unrecognized_keys') {
        return issue.keys.map((key) => {
          const nearest = issue.path.length === 0 ? findNearest(key, keys) : null
          return problem(
            [...path, key],
            'key_unknown',
            `The key "${key}" is not known here.`,
            nearest,
          )
        })
      }
      const isMissing = issue.code === 'invalid_type' && findValue(value, path) === undefined
      const name = String(path.at(-1) ?? 'test')
      return isMissing
        ? [problem(path, 'key_missing', `The key "${name}" is missing.`)]
        : [problem(path, 'value_invalid', `"${place || name}" ${toEnding(issue)}.`)]
    })
}

const unknownKeysFirst = (a: z.core.$ZodIssue, b: z.core.$ZodIssue) =>
  Number(b.code === 'unrecognized_keys') - Number(a.code === 'unrecognized_keys')

function findValue(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inside, step) => (inside instanceof Object ? Reflect.get(inside, step) : undefined),
    value,
  )
}

function toEnding(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return `must be one of: ${issue.values.join(', ')}`
  if (issue.code === 'invalid_key')
    return `has a key that ${issue.issues[0]?.message ?? 'is wrong'}`
  return issue.message.replace(/^Invalid input: /, '').replace(/\.$/, '')
}

/** Where a path points in the text; the nearest parent that exists when it ends before. */
function findOffset(root: unknown, path: Path): number {
  let node = root as Node | null
  let offset = node?.range?.[0] ?? 0
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step))
      if (!pair) return offset
      // Safe because keys were found to be scalars and values are nodes or null.
      offset = (pair.key as Node).range?.[0] ?? offset
      node = pair.value as Node | null
    } else if (isSeq(node)) {
      node = (node.items[Number(step)] ?? null) as Node | null
      offset = node?.range?.[0] ?? offset
    } else return offset
  }
  return offset
}

type ParsedStep =
  | { readonly ok: true; readonly plan: Plan }
  | { readonly ok: false; readonly problems: readonly TestProblem[] }

function parseStep(reader: Reader, step: unknown, index: number): ParsedStep {
  const path = ['steps', index]
  const keys = typeof step === 'object' && step !== null ? Object.keys(step) : []
  const kind = stepKinds.find((each) => keys.includes(each) && !isExpectOfAnother(each, keys))
  if (!kind) {
    const nearest = findNearest(keys[0] ?? '', stepKinds)
    const message = `A step is one of: ${stepKinds.join(', ')}.`
    const place = keys[0] === undefined ? path : [...path, keys[0]]
    return { ok: false, problems: [reader.problem(place, 'step_unknown', message, nearest)] }
  }
  const parsed = stepSchemas[kind].safeParse(step)
  if (parsed.success) return { ok: true, plan: parsed.data }
  return { ok: false, problems: reader.toProblems(parsed.error.issues, path, keysOf(kind)) }
}

/** `expect` is a step of its own, and a part of a request. */
const isExpectOfAnother = (kind: StepKind, keys: readonly string[]) =>
  kind === 'expect' && stepKinds.some((other) => other !== 'expect' && keys.includes(other))

const common = ['title', 'always']
const ownKeys: Partial<Record<StepKind, readonly string[]>> = {
  request: ['json', 'expect', 'capture', 'timeout', 'destructive'],
  poll: ['until', 'capture', 'every', 'within'],
}

const keysOf = (kind: StepKind) => [kind, ...(ownKeys[kind] ?? []), ...common]

/** Names that no earlier step captures. */
function findUnknownNames(reader: Reader, plans: readonly Plan[]): readonly TestProblem[] {
  const known = new Set<string>(knownNames)
  return plans.flatMap((plan, index) => {
    const strange = listNames(plan).filter((name) => !known.has(name))
    if ('capture' in plan) for (const name of Object.keys(plan.capture)) known.add(name)
    return strange.map((name) =>
      reader.problem(
        ['steps', index],
        'capture_unknown',
        `No earlier step captures "{${name}}".`,
        findNearest(name, [...known]),
      ),
    )
  })
}
