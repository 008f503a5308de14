// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html
const longestPattern = 1_024

/** Quotes and backslashes would end a term, percent signs enclose a regular expression, controls fit nowhere. */
const breaking = /["\\%\p{Cc}\u2028\u2029]+/u

/**
 * A filter pattern that no line containing the text fails: each stretch between characters that would need escaping
 * becomes a quoted term, and all terms must occur. It may let further lines pass, so those that come back are compared
 * with the text itself. Null when nothing of the text can be searched for.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function toFilterPattern(text: string | null): string | null {
  let pattern = ''
  for (const piece of toPieces(text)) {
    const room = longestPattern - pattern.length - 3
    // A shorter term is looser, never wrong.
    const term = cutAt(piece, room)
    if (term.trim() === '') break
    pattern += `${pattern ? ' ' : ''}"${term}"`
  }
  return pattern || null
}

/**
 * The same as a query of Logs Insights, newest first; null when nothing can be searched for.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Filter.html
 */
export function toInsightsQuery(text: string, limit: number): string | null {
  const terms = toPieces(text).slice(0, 10)
  if (terms.length === 0) return null
  const conditions = terms.map((term) => `@message like "${cutAt(term, 500)}"`).join(' and ')
  return [
    'fields @timestamp, @logStream, @message',
    `filter ${conditions}`,
    'sort @timestamp desc',
    `limit ${limit}`,
  ].join(' | ')
}

function toPieces(text: string | null): string[] {
  return (text ?? '').split(breaking).filter((piece) => piece.trim() !== '')
}

/** Never between the two halves of a character. */
function cutAt(text: string, length: number): string {
  if (text.length <= length) return text
  return text.slice(0, Math.max(0, length)).replace(/[\ud800-\udbff]$/, '')
}
