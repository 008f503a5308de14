import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkout } from '#scripts/lib/checkout.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leitstand-prepare-'))
  for (const name of ['scripts/lib', 'commands']) mkdirSync(join(folder, name), { recursive: true })
  for (const name of ['prepare.mjs', 'follow-parent.mjs']) {
    cpSync(join(checkout, 'scripts/lib', name), join(folder, 'scripts/lib', name))
  }
  write('package.json', JSON.stringify({ type: 'module', engines: { node: '>=20.9' } }))
  write('package-lock.json', '{}')
  write(
    'entry.mjs',
    "import { runPrepared } from './scripts/lib/prepare.mjs'\nrunPrepared('main.mjs')",
  )
  write('main.mjs', "console.log('ran', process.argv.slice(2).join(' ')); process.exitCode = 7")
  writeNpm(`mkdir -p node_modules/.bin && ln -sf ${process.execPath} node_modules/.bin/node`)
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('the entry of both commands', () => {
  it('installs first, then runs the real program with its arguments and exit code', () => {
    const result = run('--flag')

    expect(result.stdout).toMatch(/Packages installed \(\d+\.\d s\)\nran --flag\n$/)
    expect(result.status).toBe(7)
  })

  it('installs again only when the lock file has changed', () => {
    run()
    run()
    expect(countInstalls()).toBe(1)

    write('package-lock.json', '{"changed":true}')
    run()
    expect(countInstalls()).toBe(2)
  })

  it('passes over the lock of an installation that was killed', () => {
    const { pid } = spawnSync('true')
    write('.install-lock', String(pid))

    expect(run().status).toBe(7)
  })

  it('says what npm said when the installation fails, and tries again the next time', () => {
    writeNpm('echo no network >&2; exit 1')
    const failed = run()
    expect(failed.status).toBe(1)
    expect(failed.stderr).toBe('Installing the packages failed; npm said:\nno network\n')

    writeNpm(`mkdir -p node_modules/.bin && ln -sf ${process.execPath} node_modules/.bin/node`)
    expect(run().status).toBe(7)
  })

  it('names the Node it needs when this one is too old', () => {
    write('package.json', JSON.stringify({ type: 'module', engines: { node: '>=99.1' } }))

    expect(run().stderr).toMatch(/^Leitstand needs Node >=99\.1, but this is v[\d.]+\.\n$/)
  })

  it('names the platforms that have a Node of their own when this one has none', () => {
    writeNpm('mkdir -p node_modules')

    expect(run().stderr).toMatch(
      /^There is no Node 24 for \w+ on \w+ among the packages: [^\n]+\.\n$/,
    )
  })
})

function run(...args: string[]) {
  return spawnSync(process.execPath, ['entry.mjs', ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, PATH: `${join(folder, 'commands')}:/usr/bin:/bin` },
  })
}

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text)
}

/** Stands where npm would be on the search path. */
function writeNpm(script: string): void {
  const file = join(folder, 'commands/npm')
  writeFileSync(file, `#!/bin/sh\necho "$@" >> installs\n${script}\n`)
  chmodSync(file, 0o755)
}

function countInstalls(): number {
  return readFileSync(join(folder, 'installs'), 'utf8').trim().split('\n').length
}
