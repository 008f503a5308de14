import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { findFreePort, isPortFree } from '#scripts/lib/free-port.ts'
import { findText, writePrivateFile } from '#scripts/lib/private-file.ts'
import { errorCode, Problem } from '#scripts/lib/problem.ts'
import { prepareBinaries } from '#scripts/postgres/binaries.ts'
import { type Cluster, prepareCluster } from '#scripts/postgres/cluster.ts'
import { stopLeftoverServer } from '#scripts/postgres/leftovers.ts'
import { canEnter, getServerOwner, type Owner } from '#scripts/postgres/owner.ts'
import {
  ensureDatabase,
  spawnServer,
  stopServer,
  toDatabaseUrl,
  waitForServer,
} from '#scripts/postgres/server.ts'
import type { Home } from './home.ts'
import type { Portal } from './portal.ts'
import { createProcessLog, isNoteworthyServerLine } from './process-log.ts'

/** Where the cluster of a home lies, kept in the home. */
const placeSchema = z.object({ folder: z.string(), port: z.int() })
type Place = z.infer<typeof placeSchema>

/** Holds what the database's account cannot reach inside a closed home or checkout. */
const machineFolder = '/var/lib/leitstand'
const databaseName = 'leitstand'

/** Starts the embedded PostgreSQL under supervision and answers the address of the portal's database. */
export async function startDatabase(portal: Portal): Promise<string> {
  const { home } = portal
  const place = await getPlace(home)
  const cluster = createCluster(home, place)
  const adminUrl = toDatabaseUrl(cluster, place.port, 'postgres')

  await portal.supervisor.start({
    name: 'database',
    log: createProcessLog({
      file: home.path('logs', 'database.log'),
      isNoteworthy: isNoteworthyServerLine,
      echo: (line) => portal.steps.say(`[database] ${line}`),
    }),
    async launch() {
      await stopLeftoverServer(cluster.dataFolder)
      return spawnServer(cluster, { port: place.port })
    },
    waitUntilReady: (_child, signal) => waitForServer(adminUrl, signal),
    requestStop: stopServer,
    stopWithinMs: 6_000,
  })
  await ensureDatabase(adminUrl, databaseName)
  return toDatabaseUrl(cluster, place.port, databaseName)
}

/** The remembered place, or a new one that the database's account can reach. */
async function getPlace(home: Home): Promise<Place> {
  const file = home.path('postgres.json')
  const known = findText(file)
  const place = known === null ? choosePlace(home) : placeSchema.parse(JSON.parse(known))
  mkdirSync(place.folder, { recursive: true, mode: 0o711 })
  const dataFolder = join(place.folder, 'data')
  await stopLeftover(dataFolder)
  const port = place.port > 0 && (await isPortFree(place.port)) ? place.port : await findFreePort()
  const next = { ...place, port }
  writePrivateFile(file, `${JSON.stringify(next)}\n`)
  return next
}

function choosePlace(home: Home): Place {
  const inside = home.path('postgres')
  const owner = getServerOwner(join(inside, 'data'))
  if (owner === null || canEnter(owner, home.folder)) return { folder: inside, port: 0 }
  const name = createHash('sha256').update(home.folder).update(randomBytes(8)).digest('hex')
  return { folder: join(machineFolder, name.slice(0, 16)), port: 0 }
}

// Before the port is looked at: the left-over server itself may be what holds it.
async function stopLeftover(dataFolder: string): Promise<void> {
  try {
    await stopLeftoverServer(dataFolder)
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error
  }
}

function createCluster(home: Home, place: Place): Cluster {
  const owner: Owner = getServerOwner(join(place.folder, 'data'))
  if (owner !== null && !canEnter(owner, place.folder)) {
    throw new Problem(
      `The database's account cannot enter ${place.folder}: open that folder for passing through, or start as an ordinary user.`,
    )
  }
  return prepareCluster({
    folder: place.folder,
    passwordFile: home.path('secrets', 'postgres-password'),
    owner,
    binaries: prepareBinaries(owner, owner === null ? home.path('postgres') : machineFolder),
  })
}
