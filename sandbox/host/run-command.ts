import { execFile } from 'node:child_process'
import { toProcessEnvironment } from '../process-environment.ts'

export interface CommandResult {
  readonly exitCode: number
  /** Standard output and standard error, in that order. */
  readonly output: string
}

export interface CommandOptions {
  readonly folder?: string
  readonly environment?: Readonly<Record<string, string>>
  readonly timeoutMs?: number
}

/** Runs a program to its end; a failing exit code is an answer, not an exception. */
export function runCommand(
  program: string,
  parameters: readonly string[],
  { folder, environment, timeoutMs = 60_000 }: CommandOptions = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const options = {
      cwd: folder,
      env: { ...withoutGitVariables(process.env), ...environment },
      timeout: timeoutMs,
      maxBuffer: 16 * 1024 * 1024,
    }
    execFile(program, [...parameters], options, (error, stdout, stderr) => {
      const exitCode = error ? (typeof error.code === 'number' ? error.code : 1) : 0
      const reason = error && typeof error.code !== 'number' ? error.message : ''
      resolve({ exitCode, output: [stdout, stderr, reason].filter(Boolean).join('\n') })
    })
  })
}

/** Runs a program that must succeed and returns its trimmed output. */
export async function runOrThrow(
  program: string,
  parameters: readonly string[],
  options?: CommandOptions,
): Promise<string> {
  const { exitCode, output } = await runCommand(program, parameters, options)
  if (exitCode !== 0) throw new Error(`${program} ${parameters[0] ?? ''} failed: ${output.trim()}`)
  return output.trim()
}

// Inside a git hook these point at the repository that is being worked on, not at the one we name.
function withoutGitVariables(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return toProcessEnvironment(
    Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('GIT_'))),
  )
}
