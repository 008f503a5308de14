import type { Finding, ValuePath } from '../yaml-source.ts'
import { findUnknown } from './find-unknown.ts'

export function findUnknownComponents(
  slugs: readonly string[],
  toPath: (slug: string) => ValuePath,
  components: readonly string[],
): readonly Finding[] {
  return slugs.flatMap((slug) => findUnknown('component', slug, toPath(slug), components))
}
