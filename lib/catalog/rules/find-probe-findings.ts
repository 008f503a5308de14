import { findDurationMs } from '../duration.ts'
import type { Finding, ValuePath } from '../yaml-source.ts'
import { findUnknownComponents } from './find-unknown-components.ts'
import type { LooseProbe, RuleFinding } from './loose-file.ts'

export function findProbeFindings(
  probe: LooseProbe,
  path: ValuePath,
  components: readonly string[],
): readonly Finding[] {
  const findings: Finding[] = []
  if (probe.component !== '') {
    findings.push(
      ...findUnknownComponents([probe.component], () => [...path, 'component'], components),
    )
  }
  const intervalMs = findDurationMs(probe.interval || '30s')
  const timeoutMs = findDurationMs(probe.timeout || '5s')
  if (
    probe.kind !== 'heartbeat' &&
    intervalMs !== null &&
    timeoutMs !== null &&
    timeoutMs >= intervalMs
  ) {
    const at = probe.timeout === '' ? 'interval' : 'timeout'
    const params = { interval: probe.interval || '30s' }
    findings.push({ path: [...path, at], code: 'timeout_too_long', params })
  }
  const isPaced = (probe.period === undefined) !== (probe.schedule === undefined)
  if (probe.kind === 'heartbeat' && !isPaced) {
    findings.push({ path, code: 'one_of_two', params: { first: 'period', second: 'schedule' } })
  }
  return findings
}

export function findVersionsReadTwice(
  probes: readonly LooseProbe[],
  path: ValuePath,
): readonly RuleFinding[] {
  const first = new Map<string, number>()
  return probes.flatMap(({ version, component }, index): RuleFinding[] => {
    if (version === undefined || component === '') return []
    const earlier = first.get(component)
    if (earlier === undefined) {
      first.set(component, index)
      return []
    }
    const at = [...path, index, 'version']
    const params = { value: component }
    return [
      {
        path: at,
        atKey: true,
        code: 'version_twice',
        params,
        earlier: [...path, earlier, 'version'],
      },
    ]
  })
}
