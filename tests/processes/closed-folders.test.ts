import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { checkout } from '#scripts/lib/checkout.ts'
import { listProcessesOf } from './process-table.ts'
import { cleanUp, createFolder, startPortal } from './running-portal.ts'

const isRoot = process.getuid?.() === 0
const ordinary = { uid: 1, gid: 1 }
const machineFolders: string[] = []

afterAll(cleanUp)
afterEach(() => {
  for (const folder of machineFolders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

describe('a checkout that only its owner can enter', () => {
  it.skipIf(!isRoot)(
    'lets root start, with the database where its account can reach it',
    async () => {
      const copy = copyCheckout({ uid: 0, gid: 0 })
      const portal = await startPortal({ checkout: copy, home: join(copy, '.leitstand') })
      await portal.ready()
      const { folder } = JSON.parse(readFileSync(join(portal.home, 'postgres.json'), 'utf8'))
      machineFolders.push(folder)

      expect(folder.startsWith(copy)).toBe(false)
      expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700)
      portal.child.kill('SIGINT')
      expect(await portal.ended()).toBe(0)
      expect(listProcessesOf(folder)).toEqual([])
    },
  )

  it.skipIf(!isRoot)('works as an ordinary user in a closed home', async () => {
    const copy = copyCheckout(ordinary)
    const home = join(copy, '.leitstand')
    const portal = await startPortal({ checkout: copy, home, account: ordinary })
    await portal.ready()

    expect(await portal.readHealth()).toBe('healthy')
    expect(statSync(join(home, 'postgres/data')).uid).toBe(ordinary.uid)
    portal.child.kill('SIGINT')
    expect(await portal.ended()).toBe(0)
  })

  it.skipIf(!isRoot)('names a data folder that an ordinary user cannot enter', async () => {
    const copy = copyCheckout(ordinary)
    const closed = createFolder(0o700)
    const home = join(closed, 'home')
    const portal = await startPortal({ checkout: copy, home, account: ordinary })

    expect(await portal.ended()).toBe(1)
    expect(portal.output().trim()).toMatch(/^The data folder [^\n]* \(EACCES\)[^\n]*\.$/)
    expect(existsSync(home)).toBe(false)
  })
})

/** A copy of this checkout, installed and built, in a folder that only the account can enter. */
function copyCheckout({ uid, gid }: { uid: number; gid: number }): string {
  const home = createFolder(0o700)
  const copy = join(home, 'leitstand')
  mkdirSync(copy)
  for (const name of listTopFolders()) linkOrCopy(join(checkout, name), copy)
  execFileSync('find', [copy, '-type', 'd', '-exec', 'chown', `${uid}:${gid}`, '{}', '+'])
  chownSync(home, uid, gid)
  chmodSync(home, 0o700)
  return copy
}

function listTopFolders(): readonly string[] {
  const left = ['.git', '.leitstand', 'test-results', 'coverage']
  return execFileSync('ls', ['-A', checkout], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .filter((name) => !left.includes(name))
}

/** Links take a second where the folders share a disk; elsewhere it has to be a copy. */
function linkOrCopy(from: string, to: string): void {
  try {
    execFileSync('cp', ['-al', from, to], { stdio: 'ignore' })
  } catch {
    execFileSync('cp', ['-a', from, to])
  }
}
