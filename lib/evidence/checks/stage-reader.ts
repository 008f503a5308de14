import { getStageBackups } from '#lib/backups/index.ts'
import type { StageBackups } from '#lib/backups/types.ts'
import { getStageOverview, getStagePlatform } from '#lib/board/index.ts'
import type { StageOverview, StagePlatform } from '#lib/board/types.ts'
import { getSystem, type StageSubject } from '#lib/catalog/index.ts'
import type { System } from '#lib/catalog/schemas.ts'
import { getConfiguration } from '#lib/configuration/index.ts'
import type { StageConfiguration } from '#lib/configuration/schemas.ts'
import type { Context } from '#lib/core/context.ts'
import { getStageHealth } from '#lib/health/index.ts'
import type { StageHealthView } from '#lib/health/types.ts'

/** Stored facts of one stage, each read at most once however many checks ask for it. */
export interface StageReader {
  readonly subject: StageSubject
  readonly now: Date
  readonly health: () => Promise<StageHealthView>
  readonly backups: () => Promise<StageBackups>
  readonly configuration: () => Promise<StageConfiguration>
  readonly platform: () => Promise<StagePlatform>
  readonly overview: () => Promise<StageOverview>
  readonly system: () => Promise<System>
}

export function createStageReader(ctx: Context, subject: StageSubject): StageReader {
  const path = { system: subject.systemSlug, stage: subject.stageSlug }
  return {
    subject,
    now: ctx.now(),
    health: once(() => getStageHealth(ctx, { ...path, range: '24h' })),
    backups: once(() => getStageBackups(ctx, path)),
    configuration: once(() => getConfiguration(ctx, path)),
    platform: once(() => getStagePlatform(ctx, path)),
    overview: once(() => getStageOverview(ctx, path)),
    system: once(() => getSystem(ctx, path)),
  }
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined
  return () => {
    answer ??= read()
    return answer
  }
}
