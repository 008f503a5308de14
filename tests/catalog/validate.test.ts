import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { SAMPLE, sampleWith } from './sample.ts'

let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'catalog-'))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

async function write(file: string, text: string): Promise<string> {
  const target = path.join(folder, file)
  await mkdir(path.dirname(target), { recursive: true })
  await writeFile(target, text)
  return target
}

function validate(...targets: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['scripts/catalog.ts', ...targets], (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), output: stdout + stderr }),
    )
  })
}

it('ends with 0 for a sound file', async () => {
  const file = await write('sound/leitstand.yaml', SAMPLE)
  expect(await validate('validate', file)).toEqual({ code: 0, output: '1 checked, 0 problems\n' })
})

it('prints problems like a compiler and ends with 1', async () => {
  const file = await write('broken/leitstand.yaml', sampleWith('team: store', 'taem: store'))
  const { code, output } = await validate('validate', file)
  expect(code).toBe(1)
  expect(output.split('\n')).toEqual([
    `${file}:1:1: The key "team" is missing`,
    `${file}:5:1: Unknown key "taem" (did you mean "team"?)`,
    '1 checked, 2 problems',
    '',
  ])
})

it('reads a whole folder and names the second file that claims a system', async () => {
  const first = await write('both/a/leitstand.yaml', SAMPLE)
  const second = await write('both/b/leitstand.yaml', SAMPLE)
  const { code, output } = await validate('validate', path.join(folder, 'both'))
  expect(code).toBe(1)
  expect(output).toContain(`${second}:2:9: The system "shop" is already described by ${first}`)
})

it('says which target it cannot read', async () => {
  const { code, output } = await validate('validate', path.join(folder, 'absent'))
  expect(code).toBe(1)
  expect(output).toContain('absent: cannot be read (ENOENT)')
})

it('shows how it is used when called without a target', async () => {
  const { code, output } = await validate('validate')
  expect(code).toBe(2)
  expect(output).toContain('Usage: npm run catalog -- validate FILE_OR_FOLDER')
})
