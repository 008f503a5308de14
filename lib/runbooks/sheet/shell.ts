const plain = /^[A-Za-z0-9_./:@%+,=-]+$/

/** One word of a POSIX shell, whatever it holds. */
export function quote(word: string): string {
  return plain.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}

/** A command of these words; values may hold anything. */
export const toCommand = (...words: readonly string[]): string => words.map(quote).join(' ')

/** A file name whose `*` the shell is to expand; everything else stands for itself. */
export function quoteGlob(name: string): string {
  return name
    .split('*')
    .map((part) => (part === '' ? '' : quote(part)))
    .join('*')
}

/** Stands where the catalog knows no value. */
export const placeholder = 'REPLACE_ME'

/** A value of a variable in front of the commands that use it: `NAME='a b'`. */
export const assign = (name: string, value: string): string => `${name}=${quote(value)}`
