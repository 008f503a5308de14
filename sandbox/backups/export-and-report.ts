import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

// Arguments: a database, and the file that becomes a copy of it. Says at PING_URL when it begins and how it ends, with
// the calls that the product recommends for scripts.
const [source = '', target = ''] = process.argv.slice(2)
const url = process.env.PING_URL ?? ''

async function report(suffix: string, body?: string): Promise<void> {
  const signal = AbortSignal.timeout(10_000)
  await fetch(`${url}${suffix}`, { method: 'POST', body, signal }).catch((error: unknown) =>
    console.error(`${suffix || 'the end'} was not reported: ${String(error)}`),
  )
}

function exportDatabase(): number {
  if (!existsSync(source)) throw new Error('There is no database to export yet.')
  mkdirSync(dirname(target), { recursive: true })
  const draft = `${target}.partial`
  rmSync(draft, { force: true })
  const database = new DatabaseSync(source, { readOnly: true, timeout: 5_000 })
  database.prepare('vacuum into ?').run(draft)
  database.close()
  renameSync(draft, target)
  return statSync(target).size
}

await report('/start')
try {
  await report(`?size=${exportDatabase()}`)
} catch (error) {
  await report('/fail', String(error))
  process.exitCode = 1
}
