import { runCommand } from '../../host/run-command.ts'
import type { Session } from '../server-host.ts'

const questions = new Set(['describe --tags --always --dirty', 'rev-parse HEAD'])

/** `git -C CHECKOUT describe|rev-parse`, answered by the repository about the commit that runs. */
export async function git(parameters: readonly string[], session: Session): Promise<number> {
  const { host } = session
  const [flag, folder, ...question] = parameters
  const commit = host.stage.report().release?.commit
  if (flag !== '-C' || !questions.has(question.join(' '))) {
    session.complain('git: not a git command that this host answers\n')
    return 1
  }
  if (folder !== host.server.checkout || !commit) {
    session.complain(`fatal: cannot change to '${folder}': No such file or directory\n`)
    return 128
  }
  if (question[0] === 'rev-parse') {
    session.write(`${commit}\n`)
    return 0
  }
  const { exitCode, output } = await runCommand('git', [
    ...['--git-dir', host.repository],
    ...['describe', '--tags', '--always', commit],
  ])
  session.write(output)
  return exitCode
}
