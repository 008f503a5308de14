import { execFile } from 'node:child_process'

const deadlineMs = 20_000
const outputLimitBytes = 64 * 1024 * 1024

export class GitFailure extends Error {
  readonly exitCode: number | null

  constructor(args: readonly string[], exitCode: number | null, detail: string) {
    super(`git ${args[0]} failed: ${detail.trim()}`)
    this.name = 'GitFailure'
    this.exitCode = exitCode
  }
}

export interface GitOptions {
  readonly input?: string | Buffer
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
}

/** Runs git on a repository and resolves to what it printed. */
export function git(
  gitDir: string,
  args: readonly string[],
  options: GitOptions = {},
): Promise<Buffer> {
  return runGit([`--git-dir=${gitDir}`, ...args], options, args)
}

export async function gitText(gitDir: string, args: readonly string[], options?: GitOptions) {
  return (await git(gitDir, args, options)).toString('utf8')
}

/** One clear sentence at the start is better than a stack trace at the first request. */
export async function requireGit(): Promise<void> {
  try {
    await runGit(['--version'], {}, ['--version'])
  } catch {
    throw new Error('The sandbox needs the git command, and it is not on the PATH.')
  }
}

function runGit(argv: readonly string[], options: GitOptions, shown: readonly string[]) {
  return new Promise<Buffer>((resolve, reject) => {
    const child = execFile(
      'git',
      [...argv],
      {
        cwd: options.cwd,
        // Settings of the machine's user must not change what the stand-in answers.
        env: {
          ...process.env,
          GIT_CONFIG_GLOBAL: '/dev/null',
          GIT_CONFIG_NOSYSTEM: '1',
          GIT_TERMINAL_PROMPT: '0',
          ...options.env,
        },
        encoding: 'buffer',
        timeout: deadlineMs,
        maxBuffer: outputLimitBytes,
      },
      (error, stdout, stderr) => {
        if (!error) return resolve(stdout)
        const code = typeof error.code === 'number' ? error.code : null
        reject(new GitFailure(shown, code, stderr.toString('utf8') || error.message))
      },
    )
    // Git may end without reading its input; that is not a failure of ours.
    child.stdin?.on('error', () => {})
    child.stdin?.end(options.input ?? '')
  })
}
