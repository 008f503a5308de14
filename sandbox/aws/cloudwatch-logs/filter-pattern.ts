import { AwsFailure } from '../service.ts'

/**
 * Terms that must all occur, quoted or not, or one regular expression between percent signs: the unstructured part of
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function compilePattern(pattern: unknown): (message: string) => boolean {
  if (pattern === undefined || pattern === '') return () => true
  if (typeof pattern !== 'string' || pattern.length > 1_024) {
    throw invalid("Value at 'filterPattern' failed to satisfy constraint: length at most 1024")
  }
  const expression = /^%([A-Za-z0-9:_#=@/;,^$?[\]{}|\\*+.-]+)%$/.exec(pattern)?.[1]
  if (expression !== undefined) return (message) => new RegExp(expression).test(message)
  const terms = toTerms(pattern)
  return (message) => terms.every((term) => message.includes(term))
}

function toTerms(pattern: string): string[] {
  const terms: string[] = []
  let rest = pattern.trim()
  while (rest !== '') {
    const term = /^"([^"\\]*)"|^([A-Za-z0-9_]+)/.exec(rest)
    if (!term) throw invalid('Invalid filter pattern')
    terms.push(term[1] ?? term[2] ?? '')
    rest = rest.slice(term[0].length).trimStart()
  }
  return terms
}

export function invalid(message: string): AwsFailure {
  return new AwsFailure('InvalidParameterException', message)
}
