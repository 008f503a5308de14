import { createContext, Script } from 'node:vm'
import { invalidInput } from '#lib/core/errors.ts'

export interface SearchTerm {
  /** Empty for all lines. */
  readonly q: string
  readonly regex: boolean
  readonly case: boolean
}

/** Which of some texts match, one answer for each. */
export type Matcher = (texts: readonly string[]) => readonly boolean[]

/** For all texts of one call: a pattern that backtracks for ever must not hold the process. */
const patternMs = 250

/** Throws `invalid_input` for a pattern that is none; the matcher throws it for one that takes too long. */
export function createMatcher({ q, regex, case: matchCase }: SearchTerm): Matcher {
  if (q === '') return (texts) => texts.map(() => true)
  if (!regex) {
    const fold = (text: string) => (matchCase ? text : text.toLowerCase())
    const wanted = fold(q)
    return (texts) => texts.map((text) => fold(text).includes(wanted))
  }
  const pattern = parsePattern(q, matchCase)
  return (texts) => {
    try {
      const context = createContext({ pattern, texts })
      // Safe because the script below yields one boolean per text.
      return testAll.runInContext(context, { timeout: patternMs }) as boolean[]
    } catch {
      throw patternTooSlow()
    }
  }
}

export const patternTooSlow = () =>
  invalidInput('The pattern takes too long. Make it simpler, or search for plain text.', {
    reason: 'pattern_too_slow',
  })

const testAll = new Script('texts.map((text) => pattern.test(text))')

function parsePattern(source: string, matchCase: boolean): RegExp {
  try {
    return new RegExp(source, matchCase ? 'u' : 'iu')
  } catch {
    throw invalidInput('This is not a valid pattern.', {
      reason: 'pattern_invalid',
      fields: [{ path: 'q', message: 'is not a valid pattern' }],
    })
  }
}
