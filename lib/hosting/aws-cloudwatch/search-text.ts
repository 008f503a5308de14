// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html
const longestPattern = 1_024

/**
 * Stretches that mean themselves in both of AWS's regular expressions. Multi-byte characters, spaces and operators are
 * not among them. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/regex-expressions.html
 */
const plain = /[A-Za-z0-9_:=@#;,-]+/g

/**
 * A filter pattern that no line containing the text fails, upper and lower case being the same: the longest plain
 * stretch of it. Further lines may pass, so those that come back are compared with the text itself. Null when nothing
 * of the text can be searched for.
 */
export function toFilterPattern(text: string | null): string | null {
  const [longest] = findPlain(text).toSorted((one, other) => other.length - one.length)
  if (longest === undefined) return null
  let expression = ''
  for (const character of longest) {
    const either = toEitherCase(character)
    if (expression.length + either.length + 2 > longestPattern) break
    expression += either
  }
  return `%${expression}%`
}

/**
 * The same as a query of Logs Insights, newest first; null when nothing can be searched for.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Filter.html
 */
export function toInsightsQuery(text: string, limit: number): string | null {
  const terms = findPlain(text).slice(0, 10)
  if (terms.length === 0) return null
  const conditions = terms.map((term) => `@message like /(?i)${term.slice(0, 500)}/`)
  return [
    'fields @timestamp, @logStream, @message',
    `filter ${conditions.join(' and ')}`,
    'sort @timestamp desc',
    `limit ${limit}`,
  ].join(' | ')
}

/** Whether a line that came back contains the text, upper and lower case being the same; every line contains null. */
export function containsText(line: string, text: string | null): boolean {
  return text === null || line.toLowerCase().includes(text.toLowerCase())
}

function findPlain(text: string | null): string[] {
  return text?.match(plain) ?? []
}

function toEitherCase(character: string): string {
  return /[A-Za-z]/.test(character)
    ? `[${character.toUpperCase()}${character.toLowerCase()}]`
    : character
}
