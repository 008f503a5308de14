// Runs before anything is installed: only what Node 20 has built in.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'

const checkout = resolve(import.meta.dirname, '../..')
const modules = join(checkout, 'node_modules')
const commands = join(modules, '.bin')
const installRecord = join(modules, '.leitstand-install')

/**
 * Installs what package-lock.json asks for unless that has been done, then runs a TypeScript file on the
 * project's own Node and takes over its exit code.
 * @param {string} entry path below the checkout
 * @returns {Promise<void>}
 */
export async function runPrepared(entry) {
  try {
    requireNode()
    await install()
    runOnProjectNode(join(checkout, entry))
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
    process.exitCode = 1
  }
}

function requireNode() {
  const needed = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')).engines.node
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const [neededMajor = 0, neededMinor = 0] = needed.replace('>=', '').split('.').map(Number)
  if (major > neededMajor || (major === neededMajor && minor >= neededMinor)) return
  throw new Error(`Leitstand needs Node ${needed}, but this is ${process.version}.`)
}

async function install() {
  if (isInstalled()) return
  const lock = join(checkout, '.install-lock')
  await takeLock(lock)
  try {
    if (isInstalled()) return
    const startedAt = Date.now()
    process.stdout.write('  … Installing packages (about a minute the first time)\n')
    runNpm()
    mkdirSync(modules, { recursive: true })
    writeFileSync(installRecord, getInstallHash())
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
    process.stdout.write(`  ✓ Packages installed (${seconds} s)\n`)
  } finally {
    rmSync(lock, { force: true })
  }
}

function isInstalled() {
  return (
    existsSync(join(commands, 'node')) &&
    existsSync(installRecord) &&
    readFileSync(installRecord, 'utf8') === getInstallHash()
  )
}

function getInstallHash() {
  return createHash('sha256')
    .update(readFileSync(join(checkout, 'package-lock.json')))
    .update(`${process.platform}-${process.arch}`)
    .digest('hex')
}

function runNpm() {
  // Without node_modules/.bin, so that npm does not run on the Node it is about to replace.
  const path = (process.env.PATH ?? '').split(delimiter).filter((part) => part !== commands)
  const flags = ['--no-save', '--include=dev', '--include=optional', '--loglevel=error']
  // Not `npm ci`: it insists on lock entries for packages of other platforms, which a registry may not
  // offer. Without saving, `install` obeys the lock as well and leaves it alone.
  const result = spawnSync('npm', ['install', ...flags], {
    cwd: checkout,
    env: { ...process.env, PATH: path.join(delimiter) },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  if (result.status === 0) return
  const output = `${result.stderr ?? ''}${result.error?.message ?? ''}`.trim()
  throw new Error(`Installing the packages failed; npm said:\n${output || result.stdout}`)
}

/** Two starts in one fresh checkout: the second waits for the first one's installation. */
async function takeLock(lock) {
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      return
    } catch (error) {
      if (error.code !== 'EEXIST') {
        throw new Error(
          `The packages cannot be installed because ${checkout} is not writable for this user (${error.code}).`,
        )
      }
    }
    if (!isAlive(lock)) rmSync(lock, { force: true })
    else await new Promise((proceed) => setTimeout(proceed, 500))
  }
}

function isAlive(lock) {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function runOnProjectNode(entry) {
  const node = join(commands, 'node')
  if (!existsSync(node)) {
    throw new Error(
      `There is no Node 24 for ${process.platform} on ${process.arch} among the packages: Leitstand runs on Linux (x64, arm64) and macOS (arm64).`,
    )
  }
  const follow = join(import.meta.dirname, 'follow-parent.mjs')
  const flags = ['--conditions=react-server', '--disable-warning=ExperimentalWarning']
  const child = spawn(node, [...flags, '--import', follow, entry, ...process.argv.slice(2)], {
    env: {
      ...process.env,
      PATH: `${commands}${delimiter}${process.env.PATH ?? ''}`,
      FOLLOW_PARENT: 'yes',
    },
    stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => {
    process.stderr.write(`${node} cannot be run: ${error.message}\n`)
    process.exitCode = 1
  })
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (signal === 'SIGKILL' ? 9 : 15)
    child.stdio[3].destroy()
  })
}
