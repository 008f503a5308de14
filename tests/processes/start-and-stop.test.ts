import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { listProcessesOf } from './process-table.ts'
import { cleanUp, createFolder, startPortal } from './running-portal.ts'

afterAll(cleanUp)

describe('a start', () => {
  const home = createFolder()

  it('ends with one line that says where the portal is', async () => {
    const portal = await startPortal({ home })
    await portal.ready()

    expect(portal.output().match(/^Leitstand ready at .*$/gm)).toEqual([
      `Leitstand ready at ${portal.url}`,
    ])
    expect(await portal.readHealth()).toBe('healthy')
  })

  it('refuses a data folder that is in use, in one sentence', async () => {
    const second = await startPortal({ home })

    expect(await second.ended()).not.toBe(0)
    expect(second.output().trim()).toMatch(
      /^The data folder .* is in use by another Leitstand.*\.$/,
    )
  })

  it('stands beside another portal with its own data folder and port', async () => {
    const beside = await startPortal({ home: createFolder() })
    await beside.ready()

    expect(await beside.readHealth()).toBe('healthy')
    beside.child.kill('SIGINT')
    expect(await beside.ended()).toBe(0)
  })
})

describe('a stop', () => {
  it('by Ctrl-C leaves no process, and the next start takes seconds', async () => {
    const home = createFolder()
    const first = await startPortal({ home })
    await first.ready()
    const askedAt = Date.now()
    first.child.kill('SIGINT')

    expect(await first.ended()).toBe(0)
    expect(Date.now() - askedAt).toBeLessThan(30_000)
    expect(listProcessesOf(home)).toEqual([])

    const second = await startPortal({ home })
    expect(await second.ready()).toBeLessThan(15_000)
  })

  it('in the middle of starting leaves no process', async () => {
    const home = createFolder()
    const portal = await startPortal({ home })
    while (!portal.output().includes('Database started')) await new Promise(setImmediate)
    portal.child.kill('SIGTERM')

    await portal.ended()
    expect(listProcessesOf(home)).toEqual([])
  })
})

describe('what is wrong is said in one sentence:', () => {
  async function expectRefusal(
    sentence: RegExp,
    options: Omit<Parameters<typeof startPortal>[0], 'home'> & { home?: string },
  ) {
    const home = options.home ?? createFolder()
    const portal = await startPortal({ ...options, home })

    expect(await portal.ended()).toBe(1)
    expect(portal.output().trim()).toMatch(sentence)
    expect(listProcessesOf(home)).toEqual([])
  }

  it('a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const address = other.address()
    const port = typeof address === 'object' && address ? address.port : 0
    await expectRefusal(/^Port \d+ is taken by another program[^\n]*\.$/, { port })
    other.close()
  })

  it('a port that is none', async () => {
    await expectRefusal(/^PORT must be a number from 1 to 65535, not "http"\.$/, {
      env: { PORT: 'http' },
    })
  })

  it('a data folder that cannot be one', async () => {
    const file = join(createFolder(), 'file')
    writeFileSync(file, '')
    await expectRefusal(/^The data folder [^\n]* cannot be read and written[^\n]*\.$/, {
      home: join(file, 'home'),
    })
  })

  it('a setting that is missing', async () => {
    await expectRefusal(/^Settings: NEXTAUTH_SECRET must be set[^\n]*\.env\.example\.$/, {
      env: { DATABASE_URL: 'postgresql://127.0.0.1:1/none' },
    })
  })

  it('a setting that is wrong', async () => {
    await expectRefusal(/^Settings: NEXTAUTH_URL must be an http or https URL[^\n]*\.$/, {
      env: { NEXTAUTH_URL: 'portal' },
    })
  })
})
