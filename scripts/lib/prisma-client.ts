import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { checkout } from './checkout.ts'
import { hashContent } from './content-hash.ts'
import { findText, writePrivateFile } from './private-file.ts'
import { runNode } from './run-node.ts'
import { withLock } from './wait-for-lock.ts'

const generated = join(checkout, 'lib/generated')

/** Generates the database client when the schema or the generator changed; true when it did. */
export async function ensurePrismaClient(signal: AbortSignal): Promise<boolean> {
  mkdirSync(generated, { recursive: true })
  return withLock(join(generated, '.lock'), signal, async () => {
    const record = join(generated, '.schema-hash')
    const hash = hashContent(checkout, ['prisma/schema', 'package-lock.json'])
    if (existsSync(join(generated, 'prisma')) && findText(record) === hash) return false
    await runNode({
      title: 'Generating the database client',
      args: ['node_modules/prisma/build/index.js', 'generate'],
      // Generating needs no engine; without this the tool would download one.
      env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true', CHECKPOINT_DISABLE: '1' },
      signal,
    })
    writePrivateFile(record, hash, 0o644)
    return true
  })
}
