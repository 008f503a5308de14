import { findNearest } from '../nearest.ts'
import type { Finding, ValuePath } from '../yaml-source.ts'

export function findUnknownComponents(
  slugs: readonly string[],
  toPath: (slug: string) => ValuePath,
  components: readonly string[],
): readonly Finding[] {
  return slugs
    .filter((slug) => !components.includes(slug))
    .map((slug) => ({
      path: toPath(slug),
      code: 'unknown_component',
      params: { value: slug },
      nearest: findNearest(slug, components),
    }))
}
