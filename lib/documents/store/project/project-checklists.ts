import type { TaskList } from '../../schemas.ts'
import type { Projection, ProjectionSource } from './source.ts'

/** Keeps lists and items as the text says; what people and checks added to an item stays with its key. */
export async function projectChecklists(
  { run }: Projection,
  source: ProjectionSource,
): Promise<readonly string[]> {
  const lists = withUniqueKeys(source.content.taskLists)
  if (!source.isNew) {
    const anchors = lists.map(({ key }) => key)
    await run(
      `UPDATE checklist SET removed_at = now()
       WHERE document_id = $1::uuid AND removed_at IS NULL AND anchor <> ALL($2)`,
      [source.documentId, anchors],
    )
  }
  if (lists.length === 0) return []
  const rows = await run<{ id: string; anchor: string }>(listSql, [
    source.documentId,
    source.systemId,
    JSON.stringify(lists.map(toListRow)),
  ])
  const ids = new Map(rows.map(({ id, anchor }) => [anchor, id]))
  const items = lists.flatMap((list) => toItemRows(list, ids.get(list.key)))
  if (!source.isNew) {
    const kept = items.map(({ checklistId, key }) => `${checklistId}/${key}`)
    await run(removedItemSql, [[...ids.values()], kept])
  }
  if (items.length > 0) await run(itemSql, [JSON.stringify(items)])
  return [...ids.values()]
}

function toListRow({ key, title, owner, deadline }: TaskList, position: number) {
  return { key, title, owner, deadline, position }
}

function toItemRows({ items }: TaskList, checklistId: string | undefined) {
  return withUniqueKeys(items).map(
    ({ key, section, text, isTicked, isBlocking, check, url }, position) => ({
      ...{ checklistId, key, section, text, position, isTicked, isBlocking },
      binding: check ? toCheckBinding(check) : url ? { url } : null,
    }),
  )
}

/** `port-443 host=a.example` as a name and its parameters. */
function toCheckBinding(written: string) {
  const [check = '', ...rest] = written.trim().split(/\s+/)
  const pairs = rest.flatMap((part) => {
    const at = part.indexOf('=')
    return at > 0 ? [[part.slice(0, at), part.slice(at + 1)] as const] : []
  })
  return { check, parameters: Object.fromEntries(pairs) }
}

/** Keys repeat where an author repeats herself; a row needs one of its own. */
export function withUniqueKeys<T extends { readonly key: string }>(all: readonly T[]): T[] {
  const seen = new Map<string, number>()
  return all.map((one) => {
    const count = (seen.get(one.key) ?? 0) + 1
    seen.set(one.key, count)
    return count === 1 ? one : { ...one, key: `${one.key}~${count}` }
  })
}

const listSql = `
INSERT INTO checklist (id, document_id, system_id, anchor, title, owner, deadline, position)
SELECT gen_random_uuid(), $1::uuid, $2::uuid, x.key, x.title, x.owner, x.deadline, x.position
FROM jsonb_to_recordset($3::jsonb) AS x(key text, title text, owner text, deadline date, position int)
ON CONFLICT (document_id, anchor) DO UPDATE SET title = excluded.title,
  owner = coalesce(excluded.owner, checklist.owner), deadline = coalesce(excluded.deadline, checklist.deadline),
  system_id = excluded.system_id, position = excluded.position, updated_at = now(), removed_at = NULL
RETURNING id, anchor`

const removedItemSql = `
UPDATE checklist_item SET removed_at = now()
WHERE checklist_id = ANY($1::uuid[]) AND removed_at IS NULL AND checklist_id || '/' || key <> ALL($2)`

// A binding made in the portal stays where the text says nothing.
const itemSql = `
INSERT INTO checklist_item (id, checklist_id, key, section, text, position, is_ticked, is_blocking, binding)
SELECT gen_random_uuid(), x."checklistId", x.key, x.section, x.text, x.position, x."isTicked", x."isBlocking", x.binding
FROM jsonb_to_recordset($1::jsonb) AS x("checklistId" uuid, key text, section text, text text, position int,
  "isTicked" boolean, "isBlocking" boolean, binding jsonb)
ON CONFLICT (checklist_id, key) DO UPDATE SET section = excluded.section, text = excluded.text,
  position = excluded.position, is_ticked = excluded.is_ticked, is_blocking = excluded.is_blocking,
  binding = coalesce(excluded.binding, checklist_item.binding), removed_at = NULL`
