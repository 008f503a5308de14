import { parseArgs } from 'node:util'
import { validateCatalog } from './catalog/validate-catalog.ts'

const usage = `Usage: npm run catalog -- validate FILE_OR_FOLDER…
       npm run catalog -- refresh

validate  Checks leitstand.yaml and catalog-info.yaml files and prints what is wrong, one line each:
          file:line:column: reason. The exit code is 0 when every file is sound and 1 otherwise.
refresh   Reads every source of CATALOG_SOURCES into the database of DATABASE_URL, now.`

const { positionals } = parseArgs({ allowPositionals: true })
const [verb, ...targets] = positionals

if (verb === 'validate' && targets.length > 0) {
  const { lines, isSound } = await validateCatalog(targets)
  for (const line of lines) console.log(line)
  process.exitCode = isSound ? 0 : 1
} else if (verb === 'refresh' && targets.length === 0) {
  // Loaded here only: checking a file needs neither settings nor a database.
  const { refreshAndReport } = await import('./catalog/refresh-and-report.ts')
  process.exitCode = (await refreshAndReport()) ? 0 : 1
} else {
  console.error(usage)
  process.exitCode = 2
}
