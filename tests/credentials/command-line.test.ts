import { spawnSync } from 'node:child_process'
import { beforeEach, describe, expect, it } from 'vitest'
import { getDb } from '#lib/core/db.ts'
import { readCredential } from '#lib/credentials/index.ts'
import { checkout } from '#scripts/lib/checkout.ts'
import { blankSettings } from '#tests/setup/blank-settings.ts'
import { testEncryptionKeys } from '#tests/setup/encryption-keys.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { canary, newKey, withKeys } from './support.ts'

const database = useDatabase()
beforeEach(async () => {
  await getDb().credential.deleteMany()
})

interface Call {
  readonly input?: string
  readonly keys?: string
}

function run(script: string, args: readonly string[], { input = '', keys }: Call = {}) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--conditions=react-server', `scripts/${script}.ts`, ...args],
    {
      cwd: checkout,
      input,
      encoding: 'utf8',
      env: {
        NODE_ENV: 'production',
        ...blankSettings,
        PATH: process.env.PATH,
        DATABASE_URL: database.url(),
        NEXTAUTH_SECRET: 'x'.repeat(32),
        LEITSTAND_SECRET: 'y'.repeat(32),
        LEITSTAND_ENCRYPTION_KEYS: keys ?? testEncryptionKeys,
      },
    },
  )
  return { status, output: stdout + stderr }
}

describe('the command line', { timeout: 90_000 }, () => {
  it('stores what it reads from standard input, and repeats none of it', async () => {
    const token = canary()
    const set = run('credential', ['set', 'vercel'], { input: JSON.stringify({ token }) })
    expect(set).toMatchObject({ status: 0, output: expect.stringContaining(token.slice(-4)) })
    const list = run('credential', ['list'])
    expect(list.output).toContain('vercel/default')
    expect(set.output + list.output).not.toContain(token)
    expect(await readCredential('vercel', 'default')).toEqual({ token })
    expect(run('credential', ['delete', 'vercel']).status).toBe(0)
    expect(await readCredential('vercel', 'default')).toBeNull()
  })

  it('asks about blanks around a secret instead of trimming it', async () => {
    const input = JSON.stringify({ token: 'abc\n' })
    const asked = run('credential', ['set', 'vercel', 'main'], { input })
    expect(asked).toMatchObject({
      status: 1,
      output: expect.stringContaining('blanks: keep | remove'),
    })
    expect(
      run('credential', ['set', 'vercel', 'main', '--blanks', 'remove'], { input }).status,
    ).toBe(0)
    expect(await readCredential('vercel', 'main')).toEqual({ token: 'abc' })
  })

  it.each([
    ['that is no JSON', ['set', 'vercel'], 'Standard input is not valid JSON.'],
    ['for a platform it does not know', ['set', 'heroku'], 'Usage: '],
    ['without a verb', [], 'Usage: '],
    ['with a word too many', ['set', 'vercel', 'main', 'more'], 'Usage: '],
    ['with an unknown option', ['set', 'vercel', '--token', 'x'], 'Usage: '],
  ])('refuses a call %s without repeating the secret', (_, args, sentence) => {
    const { status, output } = run('credential', args, { input: 'hunter2 {' })
    expect(status).toBe(1)
    expect(output).toContain(sentence)
    expect(output).not.toContain('hunter2')
    expect(output).not.toContain('    at ')
  })

  it('rotates the keys and says how many are left', async () => {
    const [k1, k2] = [newKey('k1'), newKey('k2')]
    const token = canary()
    run('credential', ['set', 'vercel'], { input: JSON.stringify({ token }), keys: k1 })
    expect(run('credentials-rotate', [], { keys: k2 })).toEqual({
      status: 1,
      output: expect.stringMatching(/Left on older keys: 1\.\n.*with the key "k1"/s),
    })
    expect(run('credentials-rotate', [], { keys: `${k2},${k1}` })).toEqual({
      status: 0,
      output: 'Encrypted again with the key "k2": 1. Were already: 0.\nLeft on older keys: 0.\n',
    })
    expect(await withKeys(k2, () => readCredential('vercel', 'default'))).toEqual({ token })
  })
})
