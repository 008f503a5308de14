import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkout } from '#scripts/lib/checkout.ts'
import { listSourceFiles } from '#scripts/lib/source-files.ts'
import type { Check } from './check.ts'

const maxLines = 400

/** Rules about the text of a file that no linter here can express. */
export interface SourceRule {
  readonly title: string
  appliesTo(path: string): boolean
  /** What to mend, or null. */
  findProblem(text: string): string | null
}

export const sourceRules: readonly SourceRule[] = [
  {
    title: 'Files are short',
    appliesTo: (path) => /^(app|components|lib|sandbox|scripts)\/.*\.(tsx?|mjs)$/.test(path),
    findProblem(text) {
      const lines = text.split('\n').length - 1
      return lines > maxLines
        ? `has ${lines} lines, more than ${maxLines}: split it by what its parts are for.`
        : null
    },
  },
  {
    title: 'Transactions only in the core',
    appliesTo: (path) => /^(app|components|lib)\//.test(path) && !path.startsWith('lib/core/'),
    findProblem: (text) =>
      /\$transaction\b/.test(text)
        ? 'opens a transaction of its own: use mutate or observe of lib/core, which check permission and write the audit entry.'
        : null,
  },
  {
    title: 'Checks are not switched off',
    appliesTo: (path) => /^(app|components|lib|sandbox|tests)\/.*\.tsx?$/.test(path),
    findProblem(text) {
      const found = /@ts-(ignore|expect-error|nocheck)|biome[-]ignore|\b(it|test|describe)\.only\b/
      const match = found.exec(text)
      return match === null ? null : `contains ${match[0]}.`
    },
  },
]

export const sourceChecks: readonly Check[] = sourceRules.map((rule) => ({
  title: rule.title,
  run: async () =>
    listSourceFiles()
      .filter((path) => rule.appliesTo(path))
      .flatMap((path) => {
        const problem = rule.findProblem(readFileSync(join(checkout, path), 'utf8'))
        return problem === null ? [] : [`${path} ${problem}`]
      }),
}))
