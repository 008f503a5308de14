import type { ExpressionContexts } from '../runner/port.ts'
import { functions, hasStatusCheck, type JobStatus } from './functions.ts'
import { ExpressionError, type Token, tokenise } from './tokens.ts'
import { getMember, isLooselyEqual, isTruthy, toNumber, toText } from './values.ts'

export interface Scope {
  readonly contexts: ExpressionContexts
  /** What `success()` and its kin answer by. Default `success`. */
  readonly status?: JobStatus
}

/** Replaces every `${{ }}` of a text. */
export function evaluateTemplate(template: string, scope: Scope): string {
  return template.replaceAll(/\$\{\{(.*?)\}\}/gs, (_, source: string) =>
    toText(evaluate(source, scope)),
  )
}

export function evaluateMap(
  map: Readonly<Record<string, string>>,
  scope: Scope,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(map).map(([name, value]) => [name, evaluateTemplate(value, scope)]),
  )
}

/** A condition may be written with or without `${{ }}`; none at all asks for success. */
export function isConditionMet(condition: string | null, scope: Scope): boolean {
  const status = scope.status ?? 'success'
  if (condition === null) return status === 'success'
  const source = condition.trim().replace(/^\$\{\{(.*)\}\}$/s, '$1')
  if (!hasStatusCheck(source) && status !== 'success') return false
  return isTruthy(evaluate(source, scope))
}

/** The value of one expression. Nothing in it has an effect, so both sides of `&&` may be read. */
export function evaluate(source: string, scope: Scope): unknown {
  const reader = createReader(source)
  const value = readOr(reader, scope)
  if (reader.peek()) throw new ExpressionError(source, 'something follows its end')
  return value
}

interface Reader {
  peek(): Token | undefined
  take(): Token
  /** Takes the next token if it is one of these signs. */
  takeSign(...signs: readonly string[]): string | null
  expect(sign: string): void
  fail(detail: string): ExpressionError
}

function createReader(source: string): Reader {
  const tokens = tokenise(source)
  let position = 0
  const fail = (detail: string) => new ExpressionError(source, detail)
  const takeSign = (...signs: readonly string[]) => {
    const token = tokens[position]
    if (token?.kind !== 'sign' || !signs.includes(token.text)) return null
    position += 1
    return token.text
  }
  return {
    peek: () => tokens[position],
    take() {
      const token = tokens[position]
      if (!token) throw fail('it ends too early')
      position += 1
      return token
    },
    takeSign,
    expect(sign) {
      if (!takeSign(sign)) throw fail(`"${sign}" is missing`)
    },
    fail,
  }
}

function readOr(reader: Reader, scope: Scope): unknown {
  let value = readAnd(reader, scope)
  while (reader.takeSign('||')) {
    const other = readAnd(reader, scope)
    value = isTruthy(value) ? value : other
  }
  return value
}

function readAnd(reader: Reader, scope: Scope): unknown {
  let value = readComparison(reader, scope)
  while (reader.takeSign('&&')) {
    const other = readComparison(reader, scope)
    value = isTruthy(value) ? other : value
  }
  return value
}

function readComparison(reader: Reader, scope: Scope): unknown {
  const left = readNot(reader, scope)
  const sign = reader.takeSign('==', '!=', '<=', '>=', '<', '>')
  if (!sign) return left
  const right = readNot(reader, scope)
  if (sign === '==') return isLooselyEqual(left, right)
  if (sign === '!=') return !isLooselyEqual(left, right)
  const difference = toNumber(left) - toNumber(right)
  if (sign === '<') return difference < 0
  if (sign === '>') return difference > 0
  return sign === '<=' ? difference <= 0 : difference >= 0
}

function readNot(reader: Reader, scope: Scope): unknown {
  if (reader.takeSign('!')) return !isTruthy(readNot(reader, scope))
  return readMembers(reader, scope, readPrimary(reader, scope))
}

function readMembers(reader: Reader, scope: Scope, start: unknown): unknown {
  let value = start
  for (;;) {
    if (reader.takeSign('.')) {
      const token = reader.take()
      if (token.kind !== 'name') throw reader.fail('a name must follow "."')
      value = getMember(value, token.text)
    } else if (reader.takeSign('[')) {
      value = getMember(value, toText(readOr(reader, scope)))
      reader.expect(']')
    } else return value
  }
}

function readPrimary(reader: Reader, scope: Scope): unknown {
  if (reader.takeSign('(')) {
    const value = readOr(reader, scope)
    reader.expect(')')
    return value
  }
  const token = reader.take()
  if (token.kind === 'literal') return token.value
  if (token.kind === 'sign') throw reader.fail(`unexpected "${token.text}"`)
  return reader.takeSign('(')
    ? callFunction(reader, scope, token.text)
    : getContext(reader, scope, token.text)
}

function callFunction(reader: Reader, scope: Scope, name: string): unknown {
  const key = name.toLowerCase()
  const known = Object.hasOwn(functions, key) ? functions[key] : undefined
  if (!known) throw reader.fail(`there is no function ${name}`)
  const values: unknown[] = []
  while (!reader.takeSign(')')) {
    values.push(readOr(reader, scope))
    if (reader.takeSign(',')) continue
    reader.expect(')')
    break
  }
  return known(values, scope.status ?? 'success')
}

function getContext(reader: Reader, scope: Scope, name: string): unknown {
  const key = name.toLowerCase()
  if (!Object.hasOwn(scope.contexts, key)) throw reader.fail(`there is no ${name} here`)
  return scope.contexts[key]
}
