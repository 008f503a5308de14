import 'server-only'
import { getSystemSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { getPool } from '#lib/core/db.ts'
import { invalidInput } from '#lib/core/errors.ts'
import { authorise } from '#lib/core/mutate.ts'
import { createDocument, readDocument, toRecordMarkdown } from '#lib/documents/index.ts'
import { toNextNumber } from '../numbers.ts'
import type { CreateDecisionInput } from '../schemas.ts'

/** Writes a new record, in the portal or proposed to its repository. */
export async function createDecision(
  ctx: Context,
  input: CreateDecisionInput,
): Promise<{ readonly id: string }> {
  const system = input.system ? await getSystemSubject(ctx, { system: input.system }) : null
  await authorise(ctx, 'decision:write', system)
  const content = input.content ?? (await toText(ctx, input, system?.systemId ?? null))
  if (!readDocument(content).record) {
    throw invalidInput('Nothing in this text says that it is a decision record.', {
      reason: 'not_a_record',
      fields: [{ path: 'content', message: 'has neither a status nor options nor an outcome' }],
    })
  }
  const { home, path, reason } = input
  const { decisionId } = await createDocument(
    ctx,
    { content, system: input.system, home, path, reason },
    'decision.create',
  )
  if (decisionId === null) throw new Error('A record was stored without an id.')
  return { id: decisionId }
}

async function toText(
  ctx: Context,
  { title = '', number, language, context, options, deciders }: CreateDecisionInput,
  systemId: string | null,
): Promise<string> {
  return toRecordMarkdown({
    ...{ title, language, deciders, context },
    options: options.map((option) => ({ title: option })),
    number: number ?? toNextNumber(await listNumbers(systemId)),
    recordedOn: ctx.now().toISOString().slice(0, 10),
  })
}

/** Numbers of the system's records, removed ones too: a number is never given twice. */
async function listNumbers(systemId: string | null): Promise<readonly string[]> {
  const { rows } = await getPool().query<{ number: string }>(
    `SELECT d.number FROM decision d JOIN document t ON t.id = d.document_id
     WHERE t.system_id IS NOT DISTINCT FROM $1::uuid`,
    [systemId],
  )
  return rows.map(({ number }) => number)
}
