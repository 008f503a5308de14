import { delimiter, join, resolve } from 'node:path'

/** The root of this checkout. */
export const checkout = resolve(import.meta.dirname, '../..')

/** A search path on which `node` is the project's own. */
export function getCommandPath(): string {
  const commands = join(checkout, 'node_modules/.bin')
  const rest = (process.env.PATH ?? '').split(delimiter).filter((part) => part !== commands)
  return [commands, ...rest].join(delimiter)
}
