import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { evaluateMap, evaluateTemplate } from '../workflow/expression.ts'
import { createCommandFiles } from './command-files.ts'
import { type JobState, type StepOutcome, toStepScope, writeLine } from './job-state.ts'
import { recordStepProcess } from './leftovers.ts'
import type { StepDefinition } from './port.ts'
import { runScript } from './step-process.ts'

/** Runs the step's script and takes over what it left in its command files. */
export async function runShellStep(
  state: JobState,
  step: StepDefinition,
  signal: AbortSignal,
): Promise<StepOutcome> {
  const scope = toStepScope(state, step)
  const script = evaluateTemplate(step.run ?? '', scope)
  const files = createCommandFiles(state.folders.temp)
  const scriptFile = join(state.folders.temp, `${randomUUID()}.sh`)
  writeFileSync(scriptFile, script)
  writeScript(state, script)
  const directory =
    step.workingDirectory === null ? '.' : evaluateTemplate(step.workingDirectory, scope)
  const exitCode = await runScript({
    scriptFile,
    cwd: resolve(state.folders.workspace, directory),
    env: { ...state.env, ...evaluateMap(step.env, scope), ...files.env },
    signal,
    onStart: (pid) => recordStepProcess(state.folders.root, pid),
    onLine: (line) => writeOutput(state, line),
  })
  const { env, outputs, paths } = files.read()
  state.env = { ...state.env, ...env, PATH: [...paths, state.env.PATH].join(':') }
  if (signal.aborted) {
    writeLine(state, '##[error]The operation was canceled.')
    return { outcome: 'cancelled', outputs }
  }
  if (exitCode !== 0) writeLine(state, `##[error]Process completed with exit code ${exitCode}.`)
  return { outcome: exitCode === 0 ? 'success' : 'failure', outputs }
}

function writeScript(state: JobState, script: string) {
  const lines = script.trimEnd().split('\n')
  writeLine(state, `##[group]Run ${lines[0]?.trim()}`)
  for (const line of lines) writeLine(state, line)
  writeLine(state, '##[endgroup]')
}

const marks: readonly (readonly [RegExp, string])[] = [
  [/^::group::/, '##[group]'],
  [/^::endgroup::/, '##[endgroup]'],
  [/^::(error|warning|notice|debug)[^:]*::/, '##[$1]'],
]

/** A line of a script's output may be a command to the runner. */
function writeOutput(state: JobState, line: string) {
  const secret = /^::add-mask::(.+)$/.exec(line)?.[1]
  if (secret) state.mask.add(secret)
  writeLine(
    state,
    marks.reduce((text, [pattern, mark]) => text.replace(pattern, mark), line),
  )
}
