import type { Command } from './commands.ts'

const plainWord = /^[A-Za-z0-9_@%+=:,./-]+$/

/** Numbers, times and messages are read, so they have to come in one language and time zone. */
const fixedEnvironment = ['env', 'LC_ALL=C', 'TZ=UTC']

/** The one line a login shell is given for a command; each word reaches the program as it is. */
export function toShellLine(command: Command): string {
  return [...fixedEnvironment, ...command].map(quote).join(' ')
}

function quote(word: string): string {
  if (word.includes('\0')) throw new Error('A word of a command cannot hold NUL.')
  return plainWord.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}
