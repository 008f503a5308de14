import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { envSchema } from '#lib/core/env.ts'
import { checkout } from '#scripts/lib/checkout.ts'

const compose = z
  .object({
    services: z.record(
      z.string(),
      z.object({
        command: z.array(z.string()).optional(),
        environment: z.record(z.string(), z.string()),
        depends_on: z.record(z.string(), z.unknown()).optional(),
      }),
    ),
  })
  .parse(parse(read('compose.yaml'), { merge: true }))

const dockerfile = read('Dockerfile')
const excluded = read('.dockerignore').trim().split('\n')

describe('compose.yaml', () => {
  it('runs the database, the migration, web and worker', () => {
    expect(Object.keys(compose.services)).toEqual(['postgres', 'migrate', 'web', 'worker'])
  })

  it('sets only variables that the settings know', () => {
    const { postgres: _, ...portal } = compose.services
    const names = Object.values(portal).flatMap(({ environment }) => Object.keys(environment))

    expect(names.filter((name) => !(name in envSchema.shape))).toEqual([])
  })

  it('waits only for services that exist', () => {
    const awaited = Object.values(compose.services).flatMap((each) =>
      Object.keys(each.depends_on ?? {}),
    )

    expect(awaited.filter((name) => !(name in compose.services))).toEqual([])
  })

  it.each(['migrate', 'worker'])('starts %s by a file that is in the image', (service) => {
    const file = compose.services[service]?.command?.at(-1) ?? ''

    expect(existsSync(join(checkout, file))).toBe(true)
    expect(excluded).not.toContain(file.split('/')[0])
  })
})

describe('Dockerfile', () => {
  it('copies only what exists', () => {
    const sources = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(
      ([, list = '']) => list.split(' '),
    )

    expect(sources).not.toEqual([])
    expect(sources.filter((source) => !existsSync(join(checkout, source)))).toEqual([])
  })

  it('ends as an account without rights', () => {
    expect(
      dockerfile
        .trimEnd()
        .split('\n')
        .findLast((line) => line.startsWith('USER')),
    ).toBe('USER node')
  })

  it('leaves secrets and local data out of the image', () => {
    expect(excluded).toEqual(expect.arrayContaining(['.env', '.leitstand', '.git']))
  })
})

function read(file: string): string {
  return readFileSync(join(checkout, file), 'utf8')
}
