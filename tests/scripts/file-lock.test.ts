import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { findLockHolder, releaseLock, takeLock } from '#scripts/lib/file-lock.ts'
import { getOwnProcess } from '#scripts/lib/process-identity.ts'

let folder: string
let lock: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leitstand-lock-'))
  lock = join(folder, 'lock')
})
afterEach(() => rmSync(folder, { recursive: true }))

it('names the process that holds it to everyone else', () => {
  expect(takeLock(lock)).toBeNull()
  expect(takeLock(lock)).toEqual(getOwnProcess())
})

it('is free again after its release', () => {
  takeLock(lock)
  releaseLock(lock)

  expect(takeLock(lock)).toBeNull()
})

it.each([
  ['of a process that ended', () => ({ pid: spawnSync('true').pid, startedAt: 'boot/1' })],
  ['of a later process with the same number', () => ({ ...getOwnProcess(), startedAt: 'boot/1' })],
])('passes over the lock %s', (_, holder) => {
  writeFileSync(lock, JSON.stringify(holder()))

  expect(findLockHolder(lock)).toBeNull()
  expect(takeLock(lock)).toBeNull()
  expect(findLockHolder(lock)).toEqual(getOwnProcess())
})

it('passes over a lock that was never written to the end', () => {
  writeFileSync(lock, '{"pid":')

  expect(takeLock(lock)).toBeNull()
})

it('is taken by exactly one of many that find the same stale lock', async () => {
  writeFileSync(lock, JSON.stringify({ pid: 1, startedAt: 'boot/1' }))
  const won = await Promise.all(Array.from({ length: 8 }, () => runContender()))

  expect(won.filter(Boolean)).toHaveLength(1)
  expect(existsSync(lock)).toBe(true)
})

/** A process that tries once and stays until all have tried. */
async function runContender(): Promise<boolean> {
  const code = `import { takeLock } from '#scripts/lib/file-lock.ts'
    process.stdout.write(takeLock(process.argv[1]) === null ? 'won' : 'lost')
    setTimeout(() => undefined, 1500)`
  const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', code, lock], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString()
  })
  await once(child, 'close')
  return output === 'won'
}
