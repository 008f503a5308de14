import 'server-only'
import { getStageSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { conflict, invalidInput } from '#lib/core/errors.ts'
import { mutate } from '#lib/core/mutate.ts'
import { redactSecrets } from '#lib/core/redact.ts'
import { toInertText } from '#lib/core/text.ts'
import { readDocument, saveDocument } from '#lib/documents/index.ts'
import { type Attestation, attestationsSchema, type SpikeView } from './answers.ts'
import { getSpike } from './get-spike.ts'
import { getSpikeSubject, type SpikeSubject } from './get-spike-subject.ts'
import type { ChangeSpikeInput, SpikePath } from './schemas.ts'
import { activeRunStates } from './words.ts'

/** Changes where a spike stands. What belongs to its text is changed there, byte by byte, and may be a conflict. */
export async function changeSpike(
  ctx: Context,
  path: SpikePath,
  { text, ...input }: ChangeSpikeInput,
): Promise<SpikeView> {
  const spike = await getSpikeSubject(ctx, path)
  if (text) await saveDocument(ctx, spike.documentId, text, { action: 'spike.edit' })
  if (Object.keys(input).length > 0) await changeStanding(ctx, spike, input)
  return getSpike(ctx, path)
}

async function changeStanding(
  ctx: Context,
  spike: SpikeSubject,
  input: Omit<ChangeSpikeInput, 'text'>,
): Promise<void> {
  const stageId = await findStageId(ctx, input.stage)
  if (input.attest) requireItem(spike, input.attest.key)
  await mutate(ctx, 'decision:write', spike.subject, async (tx) => {
    await tx.$queryRaw`SELECT id FROM spike WHERE id = ${spike.id}::uuid FOR UPDATE`
    const row = await tx.spike.findUniqueOrThrow({ where: { id: spike.id } })
    const running = await tx.spikeRun.count({
      where: { spikeId: spike.id, state: { in: [...activeRunStates] } },
    })
    if (running > 0 && stageId !== undefined && stageId !== row.stageId) {
      throw conflict('A run is under way on the stage of this spike; wait for its end.', {
        reason: 'run_active',
      })
    }
    const attestations = {
      ...attestationsSchema.parse(row.attestations),
      ...(input.attest ? { [input.attest.key]: toAttestation(ctx, input.attest) } : {}),
    }
    const after = {
      ...(input.state ? toState(input.state, row.startedAt, ctx.now()) : {}),
      ...(stageId === undefined ? {} : { stageId }),
      ...(input.spentMinutes === undefined ? {} : { spentMinutes: input.spentMinutes }),
    }
    await tx.spike.update({ where: { id: spike.id }, data: { ...after, attestations } })
    return {
      result: null,
      audit: {
        action: 'spike.change',
        entity: { kind: 'spike', id: spike.id },
        systemId: spike.systemId,
        stageId: row.stageId,
        before: { state: row.state, stageId: row.stageId, spentMinutes: row.spentMinutes },
        after: { ...after, ...(input.attest ? { attest: input.attest } : {}) },
      },
      changes: [
        { topic: 'spike', key: spike.id, systemId: spike.systemId },
        { topic: 'decision', key: spike.decisionId, systemId: spike.systemId },
      ],
    }
  })
}

async function findStageId(
  ctx: Context,
  name: string | null | undefined,
): Promise<string | null | undefined> {
  if (name === undefined || name === null) return name
  const [system = '', stage = ''] = name.split('/', 2)
  return (await getStageSubject(ctx, { system, stage })).stageId
}

function requireItem({ content }: SpikeSubject, key: string): void {
  const spike = readDocument(content).spike
  const items = [
    ...(spike?.prerequisites ?? []),
    ...(spike?.setupSteps ?? []),
    ...(spike?.abortCriteria ?? []),
    ...(spike?.followUps ?? []),
  ]
  if (items.some((item) => item.key === key)) return
  throw invalidInput(`The document of this spike has no item "${key}".`, { reason: 'item_missing' })
}

function toAttestation(
  ctx: Context,
  { state, note, evidenceUrl }: NonNullable<ChangeSpikeInput['attest']>,
): Attestation {
  return {
    state,
    by: ctx.actor.name,
    at: ctx.now().toISOString(),
    note: note ? redactSecrets(toInertText(note)) : null,
    evidenceUrl: evidenceUrl ?? null,
  }
}

function toState(state: NonNullable<ChangeSpikeInput['state']>, startedAt: Date | null, now: Date) {
  const isOver = state === 'finished' || state === 'abandoned'
  return {
    state,
    startedAt: state === 'planned' ? null : (startedAt ?? now),
    finishedAt: isOver ? now : null,
  }
}
