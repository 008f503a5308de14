import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkout } from '#scripts/lib/checkout.ts'
import { listSourceFiles } from '#scripts/lib/source-files.ts'
import type { Check } from './check.ts'
import { listMessageArguments } from './message-arguments.ts'

/** Messages by their dotted key, such as `status.healthy`. */
export type Messages = ReadonlyMap<string, string>

export const messageKeysCheck: Check = {
  title: 'Messages in both languages',
  async run() {
    const files = listSourceFiles()
    const german = files.filter((path) => /^components\/[^/]+\/messages\.de\.json$/.test(path))
    const orphans = files
      .filter((path) => /^components\/[^/]+\/messages\.en\.json$/.test(path))
      .filter((path) => !german.includes(toGerman(path)))
      .map((path) => `${path} has no German counterpart.`)
    const namespaces = new Map<string, Messages>()
    const problems = german.flatMap((path) => {
      const english = path.replace('.de.json', '.en.json')
      if (!files.includes(english)) return [`${path} has no English counterpart.`]
      const messages = { de: readMessages(path), en: readMessages(english) }
      namespaces.set(path.split('/')[1] ?? '', messages.de)
      return compareMessages(messages.de, messages.en).map((problem) => `${path}: ${problem}`)
    })
    const code = files.filter((path) => /^(app|components|lib)\/.*\.tsx?$/.test(path))
    const unknown = code.flatMap((path) =>
      findUnknownKeys(readFileSync(join(checkout, path), 'utf8'), namespaces).map(
        (key) => `${path} uses the message ${key}, which does not exist.`,
      ),
    )
    return [...orphans, ...problems, ...unknown]
  },
}

/** What keeps two languages of one namespace from saying the same things with the same arguments. */
export function compareMessages(german: Messages, english: Messages): readonly string[] {
  const missing = [
    ...[...german.keys()].filter((key) => !english.has(key)).map((key) => `${key} is not English.`),
    ...[...english.keys()].filter((key) => !german.has(key)).map((key) => `${key} is not German.`),
  ]
  const different = [...german].flatMap(([key, text]) => {
    const other = english.get(key)
    if (other === undefined) return []
    const [de, en] = [text, other].map((message) => listMessageArguments(message).join(' '))
    return de === en ? [] : [`${key} names "${de}" in German, but "${en}" in English.`]
  })
  return [...missing, ...different]
}

/** Literal keys in calls of a translator that was made for a known namespace in the same file. */
export function findUnknownKeys(
  code: string,
  namespaces: ReadonlyMap<string, Messages>,
): readonly string[] {
  const translators = code.matchAll(
    /(?:const|let) (\w+) = (?:await )?(?:use|get)Translations\('([\w.]+)'\)/g,
  )
  const prefixesByName = Map.groupBy(translators, ([, name]) => name ?? '')
  return [...prefixesByName].flatMap(([name, calls]) => {
    const prefixes = calls.map((call) => call[2] ?? '')
    const keys = code.matchAll(
      new RegExp(`(?<![\\w.])${name}(?:\\.(?:rich|markup|raw|has))?\\(\\s*'([\\w.-]+)'`, 'g'),
    )
    return [...keys].flatMap(([, key = '']) =>
      prefixes.some((prefix) => hasMessage(namespaces, `${prefix}.${key}`))
        ? []
        : [`${prefixes.join(' or ')}.${key}`],
    )
  })
}

function hasMessage(namespaces: ReadonlyMap<string, Messages>, path: string): boolean {
  const [namespace = '', ...rest] = path.split('.')
  const key = rest.join('.')
  const messages = namespaces.get(namespace)
  if (messages === undefined) return false
  return messages.has(key) || [...messages.keys()].some((known) => known.startsWith(`${key}.`))
}

function readMessages(path: string): Messages {
  return new Map(flatten(JSON.parse(readFileSync(join(checkout, path), 'utf8')), ''))
}

function flatten(value: unknown, prefix: string): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[prefix, value]]
  return Object.entries(value ?? {}).flatMap(([key, inner]) =>
    flatten(inner, prefix === '' ? key : `${prefix}.${key}`),
  )
}

function toGerman(path: string): string {
  return path.replace('.en.json', '.de.json')
}
