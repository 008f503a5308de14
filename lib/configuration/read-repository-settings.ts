import 'server-only'
import { z } from 'zod'
import type { Context } from '#lib/core/context.ts'
import { getDb, getPool } from '#lib/core/db.ts'
import { getEnv } from '#lib/core/env.ts'
import { withTransaction } from '#lib/core/run-sql.ts'
import { getGitHub, listEnvironmentSettings, type Result, readFile } from '#lib/github/index.ts'
import { createFingerprint } from './fingerprint.ts'
import { parseExample } from './parse-example.ts'
import { type SourceSetting, writeFailure, writeSettings } from './record-settings.ts'
import { repositorySources } from './vocabulary.ts'

const storedConfiguration = z.object({
  githubEnvironment: z.string().optional(),
  example: z.string().optional(),
})

/** Asks GitHub for the settings of every stage that keeps some there, one stage after the other. */
export async function readRepositorySettings(ctx: Context, signal: AbortSignal): Promise<void> {
  for (const stage of await listStages()) {
    signal.throwIfAborted()
    const { githubEnvironment, example } = storedConfiguration.parse(stage.configuration)
    if (githubEnvironment) {
      const found = await readEnvironment(stage.repository, githubEnvironment, signal)
      await record(ctx, stage.id, repositorySources.environment, found)
    }
    if (example) {
      const found = await readExample(stage.repository, example, signal)
      await record(ctx, stage.id, repositorySources.example, found)
    }
  }
}

async function listStages() {
  const rows = await getDb().stage.findMany({
    where: {
      removedAt: null,
      configuration: { not: { equals: null } },
      system: { removedAt: null, repositoryOwner: { not: null } },
    },
    select: {
      id: true,
      configuration: true,
      system: { select: { repositoryOwner: true, repositoryName: true } },
    },
  })
  return rows.map(({ id, configuration, system }) => ({
    id,
    configuration,
    repository: `${system.repositoryOwner}/${system.repositoryName}`,
  }))
}

async function readEnvironment(
  repository: string,
  environment: string,
  signal: AbortSignal,
): Promise<Result<readonly SourceSetting[]>> {
  const found = await listEnvironmentSettings(getGitHub(), repository, { environment, signal })
  if (!found.ok) return found
  const fingerprint = createFingerprint(getEnv().LEITSTAND_SECRET)
  const settings = found.value.map(({ name, kind, value, updatedAt }) => ({
    ...{ name, kind, updatedAt, component: null },
    fingerprint: value === null ? null : fingerprint(value),
  }))
  return { ok: true, value: settings }
}

async function readExample(
  repository: string,
  path: string,
  signal: AbortSignal,
): Promise<Result<readonly SourceSetting[]>> {
  const found = await readFile(getGitHub(), repository, path, { signal })
  if (!found.ok) return found
  const settings = parseExample(found.value.text).map((name) => ({
    ...{ name, component: null, kind: 'variable' as const },
    ...{ fingerprint: null, updatedAt: null },
  }))
  return { ok: true, value: settings }
}

async function record(
  ctx: Context,
  stageId: string,
  source: string,
  found: Result<readonly SourceSetting[]>,
): Promise<void> {
  if (!found.ok) {
    ctx.logger.warn({ stageId, source, failure: found.failure.kind }, 'settings could not be read')
  }
  await withTransaction(getPool(), (run) =>
    found.ok
      ? writeSettings(run, { stageId, source }, found.value)
      : writeFailure(
          run,
          { stageId, source },
          { code: found.failure.kind, message: found.failure.message },
        ),
  )
}
