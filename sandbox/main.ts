import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Problem, reportFailure } from '#scripts/lib/problem.ts'
import { startSandbox } from './start-sandbox.ts'

// Longer than any process needs to end, shorter than whoever stops the sandbox waits.
const stopWithinMs = 4500

async function main() {
  const { home, portalUrl } = readParameters()
  const stopping = Promise.withResolvers<'stopped'>()
  process.once('SIGTERM', () => stopping.resolve('stopped'))
  process.once('SIGINT', () => stopping.resolve('stopped'))
  const starting = startSandbox({ home, portalUrl })
  const sandbox = await Promise.race([starting, stopping.promise])
  // Processes that were already started end with this one.
  if (sandbox === 'stopped') process.exit(0)
  console.log(JSON.stringify({ ready: true }))
  await stopping.promise
  setTimeout(() => process.exit(1), stopWithinMs).unref()
  await sandbox.stop()
  process.exit(0)
}

function readParameters() {
  try {
    const { values } = parseArgs({
      options: { home: { type: 'string' }, 'portal-url': { type: 'string' } },
    })
    if (!values.home) throw new Error('Say where the sandbox keeps its data: --home FOLDER.')
    return {
      home: resolve(values.home),
      portalUrl: values['portal-url'] ?? process.env.PORTAL_URL ?? null,
    }
  } catch (error) {
    throw new Problem(error instanceof Error ? error.message : String(error))
  }
}

main().catch((error: unknown) => {
  reportFailure(error)
  process.exit(1)
})
