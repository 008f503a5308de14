import pg from 'pg'
import { boardSql, toBoardParameters } from '#lib/board/read-board-rows.ts'
import { operatorContext } from '#lib/core/context.ts'
import { startWeb } from '#scripts/start/product.ts'
import type { BenchRun } from './bench-run.ts'
import { readFirstLoadKb } from './first-load.ts'
import { type Reader, readerRoleMapping } from './seed/reader.ts'
import { type TimedAnswer, timedGetOf } from './timed-get.ts'

/** A web process on one database, and the ways to read its board; each answers its duration in milliseconds. */
export interface BoardUnderTest {
  /** Executes the board's one read on a bare connection and receives the rows. */
  readSql(): Promise<number>
  /** The API's answer to its last byte. */
  readApi(): Promise<number>
  /** The same for a reader who accepts a compressed answer, as browsers do. */
  readApiCompressed(): Promise<number>
  /** The first byte of the page. */
  readPage(): Promise<number>
  /** The last byte of the page: the frame comes first, the rows follow. */
  readWholePage(): Promise<number>
  /** The first byte of a page that was rendered when the product was built. */
  readStaticPage(): Promise<number>
  /** JavaScript of the first visit, compressed. */
  readFirstLoadKb(): Promise<number>
  /** Bytes of the API's answer and of the page. */
  readSizes(): Promise<{ readonly api: number; readonly page: number }>
  close(): Promise<void>
}

/** The one page that Next renders while building; it is what a failing frame shows, hence the status. */
const staticPage = { path: '/_global-error', status: 500 }

export async function startBoard(
  run: BenchRun,
  { databaseUrl, reader }: { readonly databaseUrl: string; readonly reader: Reader },
): Promise<BoardUnderTest> {
  const portal = await run.createPortal(databaseUrl, { ROLE_MAPPING: readerRoleMapping })
  await startWeb(portal)
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const url = String(portal.environment.NEXTAUTH_URL)
  const api = (headers: Readonly<Record<string, string>> = {}) =>
    timedGetOf(200, `${url}/api/v1/board`, {
      headers: { authorization: `Bearer ${reader.token}`, ...headers },
    })
  const page = () => timedGetOf(200, `${url}/`, { headers: { cookie: reader.toCookie(url) } })
  return {
    readSql: () => timeOf(() => client.query(boardSql, toBoardParameters(operatorContext()))),
    readApi: () => whole(api()),
    readApiCompressed: () => whole(api({ 'accept-encoding': 'gzip' })),
    readPage: () => firstByte(page()),
    readWholePage: () => whole(page()),
    readStaticPage: () => firstByte(timedGetOf(staticPage.status, url + staticPage.path)),
    readFirstLoadKb: () => readFirstLoadKb(`${url}/`, reader.toCookie(url)),
    readSizes: async () => ({ api: (await api()).sizeBytes, page: (await page()).sizeBytes }),
    close: () => client.end(),
  }
}

const whole = async (answer: Promise<TimedAnswer>) => (await answer).wholeMs
const firstByte = async (answer: Promise<TimedAnswer>) => (await answer).firstByteMs

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}
