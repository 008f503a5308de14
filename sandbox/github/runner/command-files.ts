import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Files by which a step hands values to the steps after it. */
export interface CommandFiles {
  readonly env: Readonly<Record<string, string>>
  /** Reads what the step wrote. */
  read(): StepResults
}

export interface StepResults {
  readonly env: Readonly<Record<string, string>>
  readonly outputs: Readonly<Record<string, string>>
  readonly paths: readonly string[]
}

export function createCommandFiles(folder: string): CommandFiles {
  const create = (kind: string) => {
    const file = join(folder, `${kind}-${randomUUID()}`)
    writeFileSync(file, '')
    return file
  }
  const files = {
    env: create('env'),
    output: create('output'),
    path: create('path'),
    summary: create('summary'),
  }
  return {
    env: {
      GITHUB_ENV: files.env,
      GITHUB_OUTPUT: files.output,
      GITHUB_PATH: files.path,
      GITHUB_STEP_SUMMARY: files.summary,
    },
    read: () => ({
      env: parseAssignments(readIfThere(files.env)),
      outputs: parseAssignments(readIfThere(files.output)),
      paths: readIfThere(files.path).split('\n').filter(Boolean),
    }),
  }
}

/** `name=value`, or `name<<END` … `END` for a value of several lines. */
function parseAssignments(content: string): Record<string, string> {
  const pattern = /^([^=\n<]+)<<(\S+)\n([\s\S]*?)\n?^\2$|^([^=\n]+)=(.*)$/gm
  const pairs = [...content.matchAll(pattern)].map(([, block, , blockValue, name, value]) =>
    block === undefined ? [name ?? '', value ?? ''] : [block, blockValue ?? ''],
  )
  return Object.fromEntries(pairs)
}

/** A step may have removed it. */
function readIfThere(file: string) {
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}
