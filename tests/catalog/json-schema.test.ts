import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { toJsonSchema } from '#lib/catalog/to-json-schema.ts'
import { SAMPLE } from './sample.ts'

it('publishes the JSON Schema that belongs to the schema in use; `npm run schema` writes it', async () => {
  const published = await readFile('public/schema/leitstand.schema.json', 'utf8')
  expect(published).toBe(`${JSON.stringify(toJsonSchema(), null, 2)}\n`)
})

it('publishes a schema by which an editor accepts a sound file and refuses an unknown key', () => {
  const schema = z.fromJSONSchema(
    z.json().parse(toJsonSchema()) as Parameters<typeof z.fromJSONSchema>[0],
  )
  expect(schema.safeParse(parse(SAMPLE)).success).toBe(true)
  expect(schema.safeParse({ ...parse(SAMPLE), taem: 'store' }).success).toBe(false)
})
