import type { Program } from '../server-host.ts'
import { docker } from './docker.ts'

/** `sh -c 'exec "$0" "$@" 2>&1' docker …`: the one script a host of the sandbox runs. */
export const sh: Program = (parameters, session) => {
  const [flag, script, program, ...rest] = parameters
  if (flag !== '-c' || script !== 'exec "$0" "$@" 2>&1') {
    session.complain('sh: 1: Permission denied\n')
    return 126
  }
  const merged = { ...session, complain: session.write }
  if (program === 'docker') return docker(rest, merged)
  merged.complain(`sh: 1: exec: ${program ?? ''}: not found\n`)
  return 127
}
