import type { Program } from '../server-host.ts'
import { curl } from './curl.ts'
import { docker } from './docker.ts'
import { cat, df, find, stat, test } from './files.ts'
import { git } from './git.ts'
import { journalctl } from './journalctl.ts'
import { sh } from './shell.ts'
import { sudo, systemctl } from './systemctl.ts'

/** Everything a host of the sandbox can run. */
export const programs: Readonly<Record<string, Program>> = {
  cat,
  curl,
  date: (_parameters, { write }) => {
    write(`${Math.floor(Date.now() / 1_000)}\n`)
    return 0
  },
  df,
  docker,
  find,
  git,
  journalctl,
  sh,
  stat,
  sudo,
  systemctl,
  test,
  true: () => 0,
}
