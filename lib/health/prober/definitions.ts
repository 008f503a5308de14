import { parseTarget } from '#lib/core/http/parse-target.ts'
import { type ProbeConfig, parseProbeConfig } from '../probe-config.ts'
import type { ClaimedProbe } from './claim-probes.ts'

/** A probe's description, read once and not with every measurement. */
export interface Definition {
  readonly config: ProbeConfig
  /** What shares a limit of concurrent calls; empty for kinds that call nobody. */
  readonly host: string
}

const maxKept = 50_000

export function createDefinitions(): (probe: ClaimedProbe) => Definition {
  const known = new Map<number, { readonly text: string; readonly definition: Definition }>()
  return ({ id, kind, config: text }) => {
    const old = known.get(id)
    if (old?.text === text) return old.definition
    const config = parseProbeConfig(kind, JSON.parse(text))
    const definition = { config, host: hostOf(config) }
    if (known.size >= maxKept) known.clear()
    known.set(id, { text, definition })
    return definition
  }
}

function hostOf(config: ProbeConfig): string {
  if (config.kind === 'tcp') return config.tcp.host
  if (config.kind !== 'http') return ''
  const target = parseTarget(config.http.url)
  return target.ok ? target.host : ''
}
