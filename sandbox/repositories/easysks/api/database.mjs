import { mkdirSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

/** The tables live in a file of the stage; `DATABASE_URL` is what the health check connects to. */
export function openDatabase() {
  const folder = process.env.DATA_DIR ?? 'data'
  mkdirSync(folder, { recursive: true })
  return new DatabaseSync(`${folder}/easysks.sqlite`, { timeout: 5000 })
}
