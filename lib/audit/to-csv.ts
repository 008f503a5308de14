import type { AuditEntryDto } from './schemas.ts'

const header = [
  'seq',
  'at',
  'actor_kind',
  'actor',
  'action',
  'outcome',
  'system',
  'stage',
  'entity_kind',
  'entity',
  'before',
  'after',
  'request_id',
]

/** The entries as a table for spreadsheets (RFC 4180). */
export function toCsv(entries: readonly AuditEntryDto[]): string {
  return [header, ...entries.map(toCells)]
    .map((cells) => `${cells.map(toCell).join(',')}\r\n`)
    .join('')
}

function toCells(entry: AuditEntryDto): readonly string[] {
  return [
    entry.seq,
    entry.at,
    entry.actor.kind,
    entry.actor.name,
    entry.action,
    entry.outcome,
    entry.system?.slug ?? '',
    entry.stage?.slug ?? '',
    entry.entity.kind,
    entry.entity.id,
    JSON.stringify(entry.before ?? null),
    JSON.stringify(entry.after ?? null),
    entry.requestId,
  ]
}

/** A cell that a spreadsheet takes as text: without the quote it would run `=cmd()` and the like as a formula. */
export function toCell(text: string): string {
  const inert = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}
