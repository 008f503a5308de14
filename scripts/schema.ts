import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { toJsonSchema } from '#lib/catalog/to-json-schema.ts'

/** Writes the published JSON Schema of `leitstand.yaml` from the schema that reads it. */
const file = path.join(import.meta.dirname, '../public/schema/leitstand.schema.json')
await mkdir(path.dirname(file), { recursive: true })
await writeFile(file, `${JSON.stringify(toJsonSchema(), null, 2)}\n`)
console.log('Wrote public/schema/leitstand.schema.json.')
