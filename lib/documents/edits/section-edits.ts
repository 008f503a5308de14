import type { Splice } from '#lib/markdown/index.ts'
import { splitLabel } from '../read/labels.ts'
import type { LocatedDocument } from '../read/locate-document.ts'
import { firstWords, toContentSpan, toSectionText } from '../read/reading.ts'
import { findResultItem } from '../read/spike.ts'
import { escapeInline, withLineEnding } from './escape.ts'
import { type WrittenSection, words } from './names.ts'
import { appendToSection, insertSection, lineEndingOf, replaceContent } from './places.ts'
import { EditRefusal } from './refusal.ts'

/** Writes the words of a section; a document without it gets it where it belongs. */
export function setSection(
  document: LocatedDocument,
  meaning: WrittenSection,
  body: string,
): Splice[] {
  const sections = document.reading.sectionsOf(meaning)
  const [told, ...others] = sections.filter(
    (each) => toSectionText(document.reading, each) !== null,
  )
  const target = told ?? sections[0]
  if (!target) return body.trim() === '' ? [] : [insertSection(document, meaning, body.trim())]
  const splices = [replaceContent(document, target, body)]
  if (meaning !== 'consequences') return splices
  const removed = others
    .filter(({ start }) => start >= target.end || start < target.start)
    .map((each) => ({
      start: each.start,
      end: toContentSpan(document.reading, each).end,
      insert: '',
    }))
  return [...splices, ...removed]
}

const chosen =
  /((?:chosen option|chosen alternative|gew(?:ä|ae)hlte option|gew(?:ä|ae)hlte variante)\s*:\s*)(?:["„“”«»]([^"„“”«»\r\n]*)["“”«»]|([^,\r\n]*?)(?=,|\.?[ \t]*(?:\r|\n|$)))([^\r\n]*)/i

/** Names the chosen option in the outcome, in its own sentence where there is none yet. */
export function setChosenOption(
  document: LocatedDocument,
  option: string,
  reason: string | null,
): Splice[] {
  const found = document.record.options.find((each) => each.option.key === option)
  if (!found) throw new EditRefusal('option_not_found', `There is no option "${option}".`)
  const { title, label } = found.option
  const isPlain = !/["„“”«»'’]/.test(title)
  const name = isPlain ? `"${title}"` : `Option ${label ?? title}`
  const language = words[document.reading.language]
  const because = reason ? `, ${language.because} ${escapeInline(reason)}` : ''
  const section = document.reading.sectionsOf('outcome')[0]
  const sentence = `${language.chosen}: ${name}${because}${/[.!?]$/.test(because) ? '' : '.'}`
  if (!section) return [insertSection(document, 'outcome', sentence)]
  const span = toContentSpan(document.reading, section)
  const content = document.reading.slice(span)
  const match = chosen.exec(content)
  if (match) {
    const start = span.start + match.index + (match[1]?.length ?? 0)
    const end = span.start + match.index + match[0].length - (reason ? 0 : (match[4]?.length ?? 0))
    return [
      {
        start,
        end,
        insert: reason ? `${name}${because}${/[.!?]$/.test(because) ? '' : '.'}` : name,
      },
    ]
  }
  if (content === '') return [replaceContent(document, section, sentence)]
  const lineEnding = lineEndingOf(document)
  return [{ start: span.start, end: span.start, insert: sentence + lineEnding + lineEnding }]
}

/** Writes a part of a spike's result: its own section, its bullet, or a new bullet. */
export function setResult(
  document: LocatedDocument,
  part: 'observations' | 'recommendation' | 'readiness',
  body: string,
): Splice[] {
  const { reading } = document
  const [own] = reading.sectionsOf(part)
  if (own) return [replaceContent(document, own, body)]
  const item = findResultItem(reading, part)
  const value = item ? splitLabel(firstWords(item))?.value : undefined
  if (item && value) {
    const start = findValueStart(reading.outline.text, value.start)
    return [
      {
        start,
        end: Math.max(start, item.end),
        insert: toNested(document, body, item.contentIndent),
      },
    ]
  }
  if (body.trim() === '') return []
  const bullet = `- ${words[reading.language][part]}:${toNested(document, body, 2)}`
  const [section] = reading.sectionsOf('result')
  return [
    section
      ? appendToSection(document, section, bullet)
      : insertSection(document, 'result', bullet),
  ]
}

/** Right behind the colon and what closes its emphasis. */
function findValueStart(text: string, start: number): number {
  let at = start
  while (at > 0 && /[ \t\r\n]/.test(text[at - 1] ?? '')) at -= 1
  return at
}

/** One line stays behind its label; more go below it, as deep as the bullet's content. */
function toNested(document: LocatedDocument, body: string, indent: number): string {
  const text = body.replaceAll('\r\n', '\n').trim()
  if (text === '') return ''
  const isSimple = !text.includes('\n') && !/^(?:[-+*>#|]|\d+[.)]|`{3}|~{3})/.test(text)
  if (isSimple) return ` ${text}`
  const lines = text
    .split('\n')
    .map((line) => (line.trim() === '' ? '' : ' '.repeat(indent) + line))
  return withLineEnding(`\n\n${lines.join('\n')}`, lineEndingOf(document))
}
