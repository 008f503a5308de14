import { parseArgs } from 'node:util'
import { operatorContext } from '#lib/core/context.ts'
import { disconnect } from '#lib/core/db.ts'
import { getPingUrlOfComponent } from '#lib/health/index.ts'
import { adoptPortalEnvironment } from './lib/portal-environment.ts'
import { Problem, reportFailure } from './lib/problem.ts'

const usage = 'Usage: npm run -s heartbeat -- --system SYSTEM --stage STAGE --component COMPONENT'

try {
  const address = readArguments()
  adoptPortalEnvironment()
  const { url } = await getPingUrlOfComponent(operatorContext(), address)
  process.stdout.write(`${url}\n`)
} catch (error) {
  reportFailure(error)
} finally {
  await disconnect()
}

function readArguments() {
  const { system, stage, component } = parseFlags()
  if (system && stage && component) return { system, stage, component }
  throw new Problem(usage)
}

function parseFlags() {
  const text = { type: 'string' } as const
  try {
    return parseArgs({ options: { system: text, stage: text, component: text } }).values
  } catch (error) {
    throw new Problem(`${error instanceof Error ? error.message : error}\n${usage}`)
  }
}
