import type { Finding, ValuePath } from '../yaml-source.ts'
import { findUnknown } from './find-unknown.ts'
import type { LoosePart } from './loose-file.ts'

/** What a backup policy says of other parts of the file: its component, its source, and one rhythm. */
export function findBackupFindings(
  policy: LoosePart,
  path: ValuePath,
  known: { readonly components: readonly string[]; readonly sources: readonly string[] },
): readonly Finding[] {
  const findings: Finding[] = []
  if (policy.component !== '') {
    findings.push(
      ...findUnknown('component', policy.component, [...path, 'component'], known.components),
    )
  }
  const { kind, source } = policy.from
  if (kind === 'source' && typeof source === 'string') {
    findings.push(...findUnknown('source', source, [...path, 'from', 'source'], known.sources))
  }
  if ((policy.schedule === undefined) === (policy.every === undefined)) {
    findings.push({ path, code: 'one_of_two', params: { first: 'schedule', second: 'every' } })
  }
  return findings
}
