import {
  createReadStream,
  existsSync,
  readdirSync,
  readFileSync,
  statfsSync,
  statSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { findPath, type ServerHost, type Session } from '../server-host.ts'

const missing = 'No such file or directory'

/** `find -H FOLDER -maxdepth 1 -type f -printf %s,%T@,%f/` */
export function find(parameters: readonly string[], session: Session): number {
  const [flag, folder = '', ...rest] = parameters
  if (flag !== '-H' || rest.join(' ') !== '-maxdepth 1 -type f -printf %s,%T@,%f/') {
    session.complain(`find: unknown predicate\n`)
    return 1
  }
  const path = findPath(session.host, folder)
  if (!path || !existsSync(path)) {
    session.complain(`find: '${folder}': ${missing}\n`)
    return 1
  }
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (!entry.isFile()) continue
    const { size, mtimeMs } = statSync(join(path, entry.name))
    session.write(`${size},${(mtimeMs / 1_000).toFixed(10)},${entry.name}/`)
  }
  return 0
}

/** `cat [--] FILE`: the system's description, files with settings, and what lies in the stage's folders. */
export async function cat(parameters: readonly string[], session: Session): Promise<number> {
  const file = parameters.at(-1) ?? ''
  const text = findText(session.host, file)
  if (text !== null) {
    session.write(text)
    return 0
  }
  const path = findPath(session.host, file)
  if (!path || !existsSync(path) || !statSync(path).isFile()) {
    session.complain(`cat: ${file}: ${missing}\n`)
    return 1
  }
  for await (const chunk of createReadStream(path)) session.write(chunk)
  return 0
}

/** `test -r FILE` and `test -d FOLDER -a -r FOLDER -a -x FOLDER`. */
export function test(parameters: readonly string[], { host }: Session): number {
  const [flag, path = ''] = parameters
  if (flag === '-r') return findText(host, path) === null ? 1 : 0
  const folder = findPath(host, path)
  return flag === '-d' && folder && existsSync(folder) ? 0 : 1
}

/** `stat --format=%Y -- FILE`: when the checkout's head last moved, or the file's own time. */
export function stat(parameters: readonly string[], session: Session): number {
  const [flag, guard, file = '', ...more] = parameters
  const seconds = flag === '--format=%Y' && guard === '--' ? findTime(session.host, file) : null
  if (seconds === null || more.length > 0) {
    session.complain(`stat: cannot statx '${file}': ${missing}\n`)
    return 1
  }
  session.write(`${seconds}\n`)
  return 0
}

/** `df -P -k -- FOLDER…`: everything lies on the file system the sandbox lies on. */
export function df(parameters: readonly string[], session: Session): number {
  const folders = parameters.slice(3)
  const { bsize, blocks, bfree, bavail } = statfsSync(session.host.stage.folder)
  const toKilobytes = (count: number) => Math.round((count * bsize) / 1_024)
  const used = toKilobytes(blocks - bfree)
  const free = toKilobytes(bavail)
  const share = Math.ceil((used / Math.max(1, used + free)) * 100)
  const row = ['/dev/vda1', toKilobytes(blocks), used, free, `${share}%`, '/'].join(' ')
  session.write('Filesystem 1024-blocks Used Available Capacity Mounted on\n')
  let exitCode = 0
  for (const folder of folders) {
    if (findPath(session.host, folder)) {
      session.write(`${row}\n`)
    } else {
      session.complain(`df: ${folder}: ${missing}\n`)
      exitCode = 1
    }
  }
  return exitCode
}

function findText(host: ServerHost, file: string): string | null {
  if (file === '/etc/os-release') {
    return existsSync(file) ? readFileSync(file, 'utf8') : 'PRETTY_NAME="Debian GNU/Linux 12"\n'
  }
  if (!Object.values(host.server.environmentFiles).includes(file)) return null
  const lines = Object.entries(host.stage.settings).map(([name, value]) => `${name}="${value}"\n`)
  return lines.join('')
}

function findTime(host: ServerHost, file: string): number | null {
  if (file === `${host.server.checkout}/.git/logs/HEAD`) {
    const folder = host.stage.findReleaseFolder()
    // The host names a release's folder by the time it was laid out.
    return folder ? Math.floor(Number(basename(folder).split('-')[0]) / 1_000) : null
  }
  const path = findPath(host, file)
  return path && existsSync(path) ? Math.floor(statSync(path).mtimeMs / 1_000) : null
}
