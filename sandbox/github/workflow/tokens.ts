export type Token =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'name'; readonly text: string }
  | { readonly kind: 'sign'; readonly text: string }

export class ExpressionError extends Error {
  constructor(expression: string, detail: string) {
    super(`The expression "${expression.trim()}" is not valid: ${detail}.`)
    this.name = 'ExpressionError'
  }
}

const constants = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
])
const pattern =
  /\s+|(?<text>'(?:[^']|'')*')|(?<number>-?\d+(?:\.\d+)?)|(?<name>[A-Za-z_][\w-]*)|(?<sign>&&|\|\||==|!=|<=|>=|[!<>()[\].,*])/y

/** https://docs.github.com/actions/reference/workflows-and-actions/expressions */
export function tokenise(expression: string): Token[] {
  const tokens: Token[] = []
  pattern.lastIndex = 0
  while (pattern.lastIndex < expression.length) {
    const position = pattern.lastIndex
    const match = pattern.exec(expression)
    if (!match) throw new ExpressionError(expression, `unexpected "${expression.charAt(position)}"`)
    const token = toToken(match.groups ?? {})
    if (token) tokens.push(token)
  }
  return tokens
}

function toToken({ text, number, name, sign }: Record<string, string | undefined>): Token | null {
  if (text !== undefined) return { kind: 'literal', value: text.slice(1, -1).replaceAll("''", "'") }
  if (number !== undefined) return { kind: 'literal', value: Number(number) }
  if (sign !== undefined) return { kind: 'sign', text: sign }
  if (name === undefined) return null
  const constant = constants.get(name)
  return constant === undefined
    ? { kind: 'name', text: name }
    : { kind: 'literal', value: constant }
}
