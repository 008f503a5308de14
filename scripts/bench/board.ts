import { type BenchRun, withBenchRun } from './bench-run.ts'
import { type BoardUnderTest, startBoard } from './board-under-test.ts'
import { copyDatabase, createDatabase, withClient } from './databases.ts'
import { type Figure, format, limited, type Report, told, toText } from './report.ts'
import { seedCatalog } from './seed/catalog.ts'
import { seedHistory } from './seed/history.ts'
import { type Reader, seedReader } from './seed/reader.ts'
import { measureInTurns, type Spread } from './statistics.ts'

const systems = 1_000
const days = 90
const longDays = 900
const rounds = { rounds: 80, warmUp: 40 }

/** What the board costs on 1,000 systems, and whether history makes it dearer. */
export function benchBoard(signal: AbortSignal): Promise<Report> {
  return withBenchRun(signal, async (run) => {
    const { reader, databaseUrl, longDatabaseUrl } = await seed(run)
    const board = await startBoard(run, { databaseUrl, reader })
    const longBoard = await startBoard(run, { databaseUrl: longDatabaseUrl, reader })
    try {
      const spreads = await run.steps.run('Board measured', () => measure(board, longBoard))
      const sizes = await board.readSizes()
      const firstLoadKb = await board.readFirstLoadKb()
      return {
        title: `Board of ${systems} systems × 3 stages with ${days} days of history`,
        figures: [
          ...toFigures(spreads),
          limited('first-load JavaScript, gzip', { value: firstLoadKb, atMost: 170, unit: 'kB' }),
          told('sizes', toSizes(sizes)),
        ],
      }
    } finally {
      await board.close()
      await longBoard.close()
    }
  })
}

interface Seeded {
  readonly reader: Reader
  readonly databaseUrl: string
  readonly longDatabaseUrl: string
}

async function seed({ server, steps }: BenchRun): Promise<Seeded> {
  const today = new Date()
  const databaseUrl = await createDatabase(server, 'short')
  const reader = await steps.run(`${systems} systems with ${days} days`, () =>
    withClient(databaseUrl, async (client) => {
      await seedCatalog(client, { systems, teams: 40 })
      await seedHistory(client, { fromDay: 0, toDay: days, today })
      return seedReader(client)
    }),
  )
  const longDatabaseUrl = await copyDatabase(server, { from: 'short', to: 'long' })
  await steps.run(`The same with ${longDays} days`, () =>
    withClient(longDatabaseUrl, (client) =>
      seedHistory(client, { fromDay: days, toDay: longDays, today }),
    ),
  )
  return { reader, databaseUrl, longDatabaseUrl }
}

/** Both portals stand side by side and do the same in turns: only their history differs. */
function measure(board: BoardUnderTest, longBoard: BoardUnderTest) {
  return measureInTurns(
    {
      staticPage: board.readStaticPage,
      sql: board.readSql,
      longSql: longBoard.readSql,
      api: board.readApi,
      longApi: longBoard.readApi,
      compressed: board.readApiCompressed,
      longCompressed: longBoard.readApiCompressed,
      page: board.readPage,
      longPage: longBoard.readPage,
      wholePage: board.readWholePage,
      longWholePage: longBoard.readWholePage,
    },
    rounds,
  )
}

type Spreads = Awaited<ReturnType<typeof measure>>

function toFigures(s: Spreads): readonly Figure[] {
  return [
    told('the one SQL read, bare connection', toText(s.sql)),
    told('GET /api/v1/board', toText(s.api)),
    limitedRatio('  against the SQL read', s.api, s.sql, 3),
    told('the same, compressed', `${toText(s.compressed)}, ${times(s.compressed, s.sql)}`),
    told('static page, first byte', toText(s.staticPage)),
    told('page, first byte', toText(s.page)),
    limitedRatio('  against the static page', s.page, s.staticPage, 20),
    told('page, last byte', `${toText(s.wholePage)}, ${times(s.wholePage, s.staticPage)}`),
    told(`the SQL read with ${longDays} days`, toText(s.longSql)),
    limitedRatio(`GET /api/v1/board with ${longDays} days`, s.longApi, s.api, 1.2),
    limitedRatio(`page, first byte, with ${longDays} days`, s.longPage, s.page, 1.2),
  ]
}

function limitedRatio(label: string, measured: Spread, baseline: Spread, atMost: number): Figure {
  const figure = limited(label, { value: measured.medianMs / baseline.medianMs, atMost, unit: '×' })
  return { ...figure, value: times(measured, baseline) }
}

function times(measured: Spread, baseline: Spread): string {
  const median = format(measured.medianMs / baseline.medianMs)
  const p95 = format(measured.p95Ms / baseline.p95Ms)
  return `median ${median} ×, p95 ${p95} ×`
}

function toSizes({ api, page }: { readonly api: number; readonly page: number }): string {
  return `API ${format(api / 1_000)} kB, page ${format(page / 1_000)} kB, uncompressed`
}
