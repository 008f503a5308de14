import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'
import { Problem } from '#scripts/lib/problem.ts'

const systemNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** The program of a Chromium: the one asked for, the system's, or Playwright's own; null when there is none. */
export function findBrowser(): string | null {
  const asked = process.env.CHROMIUM_PATH
  if (asked) {
    if (existsSync(asked)) return asked
    throw new Problem(`CHROMIUM_PATH names ${asked}, which does not exist.`)
  }
  const folders = (process.env.PATH ?? '').split(delimiter)
  const candidates = systemNames.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...candidates, chromium.executablePath()].find((path) => existsSync(path)) ?? null
}

/** Finds a browser or installs Debian's. */
export function ensureBrowser(): string {
  const found = findBrowser() ?? (tryInstall() ? findBrowser() : null)
  if (found !== null) return found
  throw new Problem(
    'The browser tests need Chromium: install it (Debian: apt-get install chromium), or set CHROMIUM_PATH to one.',
  )
}

function tryInstall(): boolean {
  if (process.getuid?.() !== 0 || !isDebian()) return false
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const run = (...args: string[]) =>
    spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0
  return run('update', '-q') && run('install', '-y', '-q', '--no-install-recommends', 'chromium')
}

function isDebian(): boolean {
  const release = '/etc/os-release'
  return existsSync(release) && /^ID(_LIKE)?=.*debian/m.test(readFileSync(release, 'utf8'))
}
