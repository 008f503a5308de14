import { listSources, refreshCatalogNow } from '#lib/catalog/index.ts'
import { toProblemLine } from '#lib/catalog/problems.ts'
import { operatorContext } from '#lib/core/context.ts'
import { disconnect } from '#lib/core/db.ts'
import { SettingsError } from '#lib/core/errors.ts'

const deadlineMs = 300_000

/** Reads every source and prints what came of it; true when there is nothing wrong with any. */
export async function refreshAndReport(): Promise<boolean> {
  try {
    const ctx = operatorContext()
    await refreshCatalogNow(ctx, AbortSignal.timeout(deadlineMs))
    const sources = await listSources(ctx)
    for (const { location, failure, systems, problems } of sources) {
      console.log(`${location}: ${failure ?? `${systems.length} systems`}`)
      for (const problem of problems) console.log(`  ${toProblemLine(problem)}`)
    }
    return sources.every(({ failure, problems }) => failure === null && problems.length === 0)
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    console.error(error.message)
    return false
  } finally {
    await disconnect()
  }
}
