import type { Section, Splice } from '#lib/markdown/index.ts'
import type { LocatedDocument } from '../read/locate-document.ts'
import { toContentSpan } from '../read/reading.ts'
import { withLineEnding } from './escape.ts'
import { sectionOrder, type WrittenSection, writtenSections } from './names.ts'

/** One change of a located document; throws an `EditRefusal`. */
export type Step = (document: LocatedDocument) => Splice[]

export function lineEndingOf(document: LocatedDocument): string {
  return document.reading.outline.lineEnding
}

/** From the beginning of the first line to behind the ending of the last. */
export function toWholeLines(text: string, span: { start: number; end: number }) {
  let start = span.start
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start -= 1
  if (start === 0 && text.startsWith('\ufeff')) start = 1
  let end = span.end
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end += 1
  if (text[end] === '\r' && text[end + 1] === '\n') end += 2
  else if (end < text.length) end += 1
  return { start, end }
}

/** A paragraph or block between what stands before and behind, with an empty line on either side. */
export function insertBlock(document: LocatedDocument, at: number, block: string): Splice {
  const { text, lineEnding } = document.reading.outline
  const body = withLineEnding(block, lineEnding)
  const before = text.slice(0, at).replace(/^\ufeff/, '')
  const missing = before.trim() === '' ? 0 : 2 - countEndings(before)
  const rest = text.slice(at)
  const isEnded = before === '' || /[\n\r]$/.test(before)
  const ended = countStarts(rest)
  const wanted = rest.trim() !== '' ? 2 : isEnded || ended > 0 ? 1 : 0
  const after = lineEnding.repeat(Math.max(0, wanted - ended))
  return { start: at, end: at, insert: lineEnding.repeat(Math.max(0, missing)) + body + after }
}

function countEndings(text: string): number {
  return /(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)[ \t]*$/.test(text)
    ? 2
    : /(?:\r\n|\n|\r)[ \t]*$/.test(text)
      ? 1
      : 0
}

function countStarts(text: string): number {
  return /^(?:\r\n|\n|\r)(?:\r\n|\n|\r)/.test(text) ? 2 : /^(?:\r\n|\n|\r)/.test(text) ? 1 : 0
}

/** Level that sections of this document have. */
export function findSectionLevel(document: LocatedDocument): number {
  const { outline, own } = document.reading
  const known = outline.sections.filter(({ index }) => own[index])
  const levels = known.map(({ level }) => level)
  return levels.length === 0 ? 2 : Math.min(...levels)
}

/** A new section where it belongs by the order of sections, which does not depend on what else is added. */
export function insertSection(
  document: LocatedDocument,
  meaning: WrittenSection,
  body: string,
): Splice {
  const { outline, own, language } = document.reading
  const level = findSectionLevel(document)
  const rank = sectionOrder.indexOf(meaning)
  const ranked = outline.sections
    .filter((section) => section.heading !== null && section.level <= level && own[section.index])
    .map((section) => ({
      section,
      rank: sectionOrder.indexOf(own[section.index] as WrittenSection),
    }))
    .filter((each) => each.rank !== -1)
  const ranks = ranked.map((each) => each.rank)
  const nearest = Math.max(...ranks.filter((each) => each < rank))
  const next = Math.min(...ranks.filter((each) => each > rank))
  const before = ranked.findLast((each) => each.rank === nearest)?.section
  const behind = ranked.find((each) => each.rank === next)?.section
  const at = before?.end ?? behind?.start ?? outline.text.length
  const heading = `${'#'.repeat(level)} ${writtenSections[meaning][language]}`
  return insertBlock(document, at, body === '' ? heading : `${heading}\n\n${body}`)
}

/** Puts words into a section that may be empty. */
export function replaceContent(document: LocatedDocument, section: Section, body: string): Splice {
  const span = toContentSpan(document.reading, section)
  const text = withLineEnding(body.trim(), lineEndingOf(document))
  if (span.start < span.end) return { ...span, insert: text }
  if (body.trim() === '') return { start: span.start, end: span.start, insert: '' }
  return insertBlock(document, section.body.start, text)
}

/** Adds a block at the end of what a section says itself. */
export function appendToSection(document: LocatedDocument, section: Section, body: string): Splice {
  const last = section.blocks.findLast(({ kind }) => kind !== 'rule')
  return insertBlock(document, last?.end ?? section.body.start, body)
}
