import { accessSync, constants } from 'node:fs'
import { connect } from 'node:net'
import { release } from './settings.mjs'

/** Runs named checks and says `ok` only if all of them pass. */
export async function readHealth(checks) {
  const results = {}
  await Promise.all(
    Object.entries(checks).map(async ([name, check]) => {
      results[name] = await check().then(() => 'ok', () => 'failed')
    }),
  )
  const isOk = Object.values(results).every((result) => result === 'ok')
  return {
    status: isOk ? 200 : 503,
    json: { status: isOk ? 'ok' : 'failed', ...release, checks: results },
  }
}

/** Passes when something accepts connections where the database URL points. */
export function canConnect(databaseUrl) {
  const { hostname, port } = new URL(databaseUrl)
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port || 5432), timeout: 500 })
    socket.once('connect', () => {
      socket.destroy()
      resolve()
    })
    socket.once('timeout', () => socket.destroy(new Error('no answer')))
    socket.once('error', reject)
  })
}

/** Passes when files can be written in the folder. */
export async function canWrite(folder) {
  accessSync(folder, constants.W_OK)
}
