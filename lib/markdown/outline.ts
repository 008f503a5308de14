import type { Block, Heading, Span } from './blocks.ts'
import { type FrontMatter, readFrontMatter } from './front-matter.ts'
import { findLineEnding, LineIndex, splitLines } from './lines.ts'
import { readDefinitions } from './links.ts'
import { NestingError, parseBlocks } from './parse.ts'

/** A heading and what stands below it. The first one has no heading: what stands before all others. */
export type Section = Span & {
  /** 0 for the first. */
  level: number
  heading: Heading | null
  /** Words of the heading. */
  title: string
  /** Own blocks, without those of sections inside. */
  blocks: readonly Block[]
  /** From behind the heading to the next heading of any level. */
  body: Span
  /** Position of the section this one is inside of; -1 for none. */
  parent: number
  index: number
}

export type Outline = {
  text: string
  lineEnding: '\n' | '\r\n'
  frontMatter: FrontMatter | null
  /** In order; a section's `end` is behind the last section inside of it. */
  sections: readonly Section[]
  lines: LineIndex
}

/** Lists and quotes too deep to be read; such a text has no outline. */
export type OutlineFault = { reason: 'too_nested'; line: number }

/** Reads the structure of a Markdown text, every part with its place. Pure; never throws. */
export function readOutline(text: string): Outline | OutlineFault {
  const bom = text.startsWith('\ufeff') ? 1 : 0
  const frontMatter = readFrontMatter(text, bom)
  const lines = splitLines(text, frontMatter?.end ?? bom)
  try {
    const blocks = parseBlocks({ text, definitions: readDefinitions(text) }, lines)
    const index = new LineIndex(text)
    return {
      text,
      lineEnding: findLineEnding(text),
      frontMatter,
      sections: toSections(blocks, frontMatter?.end ?? bom, text.length),
      lines: index,
    }
  } catch (error) {
    if (!(error instanceof NestingError)) throw error
    const before = new LineIndex(text.slice(0, frontMatter?.end ?? bom))
    return { reason: 'too_nested', line: error.line + before.numberAt(frontMatter?.end ?? 0) - 1 }
  }
}

export function isOutline(outline: Outline | OutlineFault): outline is Outline {
  return 'sections' in outline
}

function toSections(blocks: readonly Block[], from: number, to: number): Section[] {
  const sections: (Section & { blocks: Block[] })[] = []
  const open: Section[] = []
  const begin = (heading: Heading | null, start: number, bodyStart: number) => {
    const level = heading?.level ?? 0
    while ((open.at(-1)?.level ?? -1) >= level) open.pop()
    const section = {
      level,
      heading,
      title: heading?.content.text ?? '',
      blocks: [],
      start,
      end: to,
      body: { start: bodyStart, end: to },
      parent: open.at(-1)?.index ?? -1,
      index: sections.length,
    }
    sections.push(section)
    open.push(section)
  }
  begin(null, from, from)
  for (const block of blocks) {
    if (block.kind !== 'heading') sections.at(-1)?.blocks.push(block)
    else begin(block, block.start, block.end)
  }
  return closeSections(sections, to)
}

function closeSections<S extends Section>(sections: S[], to: number): S[] {
  const nextAt = new Map<number, number>()
  for (let index = sections.length - 1; index >= 0; index -= 1) {
    const section = sections[index] as S
    let end = to
    for (let level = 1; level <= section.level; level += 1) {
      end = Math.min(end, nextAt.get(level) ?? to)
    }
    section.end = section.level === 0 ? to : end
    section.body.end = sections[index + 1]?.start ?? to
    nextAt.set(section.level, section.start)
    for (let level = section.level + 1; level <= 6; level += 1) nextAt.delete(level)
  }
  return sections
}
