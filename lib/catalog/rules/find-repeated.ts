import type { ValuePath } from '../yaml-source.ts'
import type { RuleFinding } from './loose-file.ts'

/** Slugs given twice, and names that people could not tell apart. */
export function findRepeated(
  entries: readonly { readonly slug: string; readonly name: string }[],
  path: ValuePath,
): readonly RuleFinding[] {
  const toKey = {
    slug: (text: string) => text,
    name: (text: string) => text.normalize('NFC').trim().toLowerCase(),
  }
  return (['slug', 'name'] as const).flatMap((field) => {
    const first = new Map<string, number>()
    return entries.flatMap((entry, index): RuleFinding[] => {
      const key = toKey[field](entry[field])
      const earlier = first.get(key)
      if (key === '') return []
      if (earlier === undefined) {
        first.set(key, index)
        return []
      }
      const code = field === 'slug' ? 'duplicate_slug' : 'name_differs_by_case'
      const params = { value: entry[field] }
      return [{ path: [...path, index, field], code, params, earlier: [...path, earlier, field] }]
    })
  })
}
