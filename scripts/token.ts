import { parseArgs } from 'node:util'
import { z } from 'zod'
import { CreateApiTokenInput, createApiToken } from '#lib/auth/index.ts'
import { operatorContext } from '#lib/core/context.ts'
import { disconnect } from '#lib/core/db.ts'
import { adoptPortalEnvironment } from './lib/portal-environment.ts'
import { Problem, reportFailure } from './lib/problem.ts'

const usage =
  'Usage: npm run -s token -- --role viewer|engineer|lead|admin --name NAME [--days DAYS] [--system SLUG]… [--team SLUG]…'

try {
  const input = readArguments()
  adoptPortalEnvironment()
  const { token } = await createApiToken(operatorContext(), input)
  process.stdout.write(`${token}\n`)
} catch (error) {
  reportFailure(error)
} finally {
  await disconnect()
}

function readArguments(): CreateApiTokenInput {
  const { system, team, days, ...rest } = parseFlags()
  const parsed = CreateApiTokenInput.safeParse({
    ...rest,
    ...(system || team ? { scope: { systems: system ?? [], teams: team ?? [] } } : {}),
    ...(days === undefined ? {} : { expiresInDays: Number(days) }),
  })
  if (parsed.success) return parsed.data
  throw new Problem(`${z.prettifyError(parsed.error)}\n${usage}`)
}

function parseFlags() {
  const text = { type: 'string' } as const
  const list = { type: 'string', multiple: true } as const
  try {
    return parseArgs({ options: { role: text, name: text, days: text, system: list, team: list } })
      .values
  } catch (error) {
    throw new Problem(`${error instanceof Error ? error.message : error}\n${usage}`)
  }
}
