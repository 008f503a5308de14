import { operatorContext } from '#lib/core/context.ts'
import { disconnect, getPool } from '#lib/core/db.ts'
import { importDecisions, listDecisions } from '#lib/decisions/index.ts'
import { toSelection } from '#lib/decisions/read/select-decisions.ts'
import { ListDecisionsQuery } from '#lib/decisions/schemas.ts'
import { startTemporaryServer } from '#scripts/postgres/temporary.ts'
import { createEncryptionKey } from '#scripts/start/secrets.ts'
import { createSteps } from '#scripts/start/steps.ts'
import { createDatabase } from './databases.ts'
import { toRecordText } from './decisions/record-text.ts'
import { type Figure, limited, type Report, told, toRatio, toText } from './report.ts'
import { measureInTurns } from './statistics.ts'

const records = 5_000
const imported = 1_000
const rounds = { rounds: 60, warmUp: 10 }
const ratioLimit = 3
const importLimitSeconds = 20

/** What reading a list of many records costs beside its one statement, and how long a thousand files take to import. */
export async function benchDecisions(signal: AbortSignal): Promise<Report> {
  const steps = createSteps(process.stderr)
  const server = await steps.run('Database started', () =>
    startTemporaryServer({ maxConnections: 40 }),
  )
  try {
    process.env.DATABASE_URL = await createDatabase(server, 'decisions')
    process.env.NEXTAUTH_SECRET ??= 'a secret of this bench only, long enough'
    process.env.LEITSTAND_SECRET ??= 'a secret of this bench only, long enough'
    process.env.LEITSTAND_ENCRYPTION_KEYS ??= createEncryptionKey()
    const importSeconds = await steps.run(`${imported} files imported`, () =>
      importFiles(0, imported),
    )
    await steps.run(`${records} records`, async () => {
      for (let from = imported; from < records; from += imported) {
        signal.throwIfAborted()
        await importFiles(from, imported)
      }
      await getPool().query('ANALYZE')
    })
    const figures = await steps.run('Reads measured', measureReads)
    return {
      title: `Decision records, ${records} of them`,
      figures: [
        limited(`import of ${imported} files`, {
          ...{ value: importSeconds, atMost: importLimitSeconds, unit: 's' },
        }),
        ...figures,
      ],
    }
  } finally {
    await disconnect()
    await server.stop()
  }
}

async function importFiles(from: number, count: number): Promise<number> {
  const files = Array.from({ length: count }, (_, index) => ({
    path: `docs/decisions/${from + index}.md`,
    content: toRecordText(from + index),
  }))
  const startedAt = performance.now()
  const { counts } = await importDecisions(operatorContext(), { files })
  if (counts.created !== count) throw new Error(`Only ${counts.created} files were created.`)
  return (performance.now() - startedAt) / 1_000
}

async function measureReads(): Promise<readonly Figure[]> {
  const list = ListDecisionsQuery.parse({})
  const search = ListDecisionsQuery.parse({ q: 'Warteschlange Fehler' })
  const spreads = await measureInTurns(
    {
      listSql: () => timed(() => readSql(list)),
      list: () => timed(() => listDecisions(operatorContext(), list)),
      searchSql: () => timed(() => readSql(search)),
      search: () => timed(() => listDecisions(operatorContext(), search)),
    },
    rounds,
  )
  return (['list', 'search'] as const).flatMap((name) => {
    const [bare, whole] = [spreads[`${name}Sql`], spreads[name]]
    return [
      told(`${name}, its statement alone`, toText(bare)),
      told(`${name}, with everything shown`, toText(whole)),
      limited(`${name}, p95 against its statement`, {
        ...{ value: toRatio(whole, bare).p95, atMost: ratioLimit, unit: '×' },
      }),
    ]
  })
}

function readSql(query: ListDecisionsQuery) {
  const { sql, values } = toSelection(query, null, 0)
  return getPool().query(sql, [...values])
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}
