import { gitText } from './git.ts'

export interface ChangedFile {
  readonly filename: string
  readonly previousFilename: string | null
  readonly status: 'added' | 'removed' | 'modified' | 'renamed'
  readonly sha: string
  readonly additions: number
  readonly deletions: number
  readonly patch: string | null
}

const maximumFiles = 300
const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904'
const words = {
  A: 'added',
  D: 'removed',
  M: 'modified',
  R: 'renamed',
  T: 'modified',
  C: 'added',
} as const

/** What differs between two commits; at most 300 files, as GitHub tells. Null `base` compares with nothing. */
export async function listChangedFiles(gitDir: string, base: string | null, head: string) {
  const range = [base ?? emptyTree, head]
  const [raw, counts, patches] = await Promise.all([
    gitText(gitDir, ['diff', '--raw', '-z', '-M', '--no-abbrev', ...range]),
    gitText(gitDir, ['diff', '--numstat', '-M', ...range]),
    gitText(gitDir, ['diff', '-M', '--patch', ...range]),
  ])
  const countLines = counts.split('\n').filter(Boolean)
  const patchTexts = patches.split(/^diff --git .*\n/m).slice(1)
  return parseRaw(raw)
    .slice(0, maximumFiles)
    .map((file, index): ChangedFile => {
      const [additions = '0', deletions = '0'] = countLines[index]?.split('\t') ?? []
      const hunks = patchTexts[index]?.match(/^@@[\s\S]*/m)?.[0]
      return {
        ...file,
        // Git writes "-" for a binary file.
        additions: Number(additions) || 0,
        deletions: Number(deletions) || 0,
        patch: hunks?.replace(/\n$/, '') ?? null,
      }
    })
}

function parseRaw(raw: string) {
  const tokens = raw.split('\0')
  const files: Omit<ChangedFile, 'additions' | 'deletions' | 'patch'>[] = []
  let position = 0
  while (position < tokens.length && tokens[position]?.startsWith(':')) {
    const [, , beforeSha = '', afterSha = '', code = 'M'] = tokens[position]?.split(' ') ?? []
    const letter = code.charAt(0)
    const isMove = letter === 'R' || letter === 'C'
    const first = tokens[position + 1] ?? ''
    files.push({
      filename: isMove ? (tokens[position + 2] ?? '') : first,
      previousFilename: isMove ? first : null,
      status: isKnownLetter(letter) ? words[letter] : 'modified',
      sha: letter === 'D' ? beforeSha : afterSha,
    })
    position += isMove ? 3 : 2
  }
  return files
}

function isKnownLetter(letter: string): letter is keyof typeof words {
  return letter in words
}
