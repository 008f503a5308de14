import type { StageSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { requirePermission } from '#lib/core/permissions.ts'
import { isCheckName } from '../vocabulary.ts'
import { type Check, type CheckResult, unknown } from './check.ts'
import type { CheckRequest } from './parse-check.ts'
import { checks } from './registry.ts'
import { createStageReader } from './stage-reader.ts'

/**
 * Answers questions about one stage from stored facts, in the order asked; facts that several of them need are read
 * once. Never throws for a fact that is absent or cannot be read: that is unknown.
 */
export async function runChecks(
  ctx: Context,
  subject: StageSubject,
  requests: readonly CheckRequest[],
): Promise<readonly CheckResult[]> {
  requirePermission(ctx, 'system:read', subject)
  const reader = createStageReader(ctx, subject)
  return Promise.all(
    requests.map(async ({ check: name, parameters }) => {
      const check = isCheckName(name) ? checks[name] : null
      if (!check) return unknown('check_unknown', { check: name })
      const fault = findFault(check, parameters)
      if (fault) return fault
      try {
        return await check.read({ reader, parameters })
      } catch (error) {
        ctx.logger.warn({ error: String(error), check: name }, 'a check could not be read')
        return unknown('reading_failed')
      }
    }),
  )
}

/** What is wrong with how a check is asked; null when nothing is. */
export function findFault(
  { parameters: known, required = [] }: Pick<Check, 'parameters' | 'required'>,
  parameters: CheckRequest['parameters'],
): CheckResult | null {
  const strange = Object.keys(parameters).find((name) => !known.includes(name))
  if (strange !== undefined) return unknown('parameter_unknown', { name: strange })
  const missing = required.find((name) => !parameters[name])
  return missing === undefined ? null : unknown('parameter_missing', { name: missing })
}
