import fc from 'fast-check'
import type { Nodes } from 'mdast'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { describe, expect, it } from 'vitest'
import {
  type Block,
  isOutline,
  maxNesting,
  type Outline,
  readOutline,
} from '#lib/markdown/index.ts'

const remark = unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter)

function outlineOf(text: string): Outline {
  const outline = readOutline(text)
  if (!isOutline(outline)) throw new Error(outline.reason)
  return outline
}

function allBlocks(outline: Outline): Block[] {
  return outline.sections.flatMap(({ heading, blocks }) =>
    heading ? [heading, ...blocks] : [...blocks],
  )
}

/** Kinds and places of blocks, in the words of both readers. */
function toShape(block: Block): unknown {
  if (block.kind === 'list') {
    const items = block.items.map((item) => [
      item.checkbox?.isTicked ?? null,
      item.start,
      behindBox(item.checkbox !== null, item.blocks.map(toShape)),
    ])
    return ['list', block.start, items]
  }
  if (block.kind === 'quote') return ['quote', block.start, block.blocks.map(toShape)]
  if (block.kind === 'heading') return ['heading', block.start, block.level, block.content.text]
  if (block.kind === 'fence') return ['fence', block.start, block.value.replace(/\n$/, '')]
  if (block.kind === 'table') return ['table', block.start, block.header.length, block.rows.length]
  return [block.kind, block.start]
}

function toRemarkShape(node: Nodes): unknown {
  const start = node.position?.start.offset
  if (node.type === 'list') {
    return [
      'list',
      start,
      node.children.map((item) => [
        item.checked ?? null,
        item.position?.start.offset,
        behindBox(item.checked != null, item.children.map(toRemarkShape)),
      ]),
    ]
  }
  if (node.type === 'blockquote') return ['quote', start, node.children.map(toRemarkShape)]
  if (node.type === 'heading') return ['heading', start, node.depth, toWords(node)]
  if (node.type === 'code')
    return node.position && isFence(node) ? ['fence', start, node.value] : ['code', start]
  if (node.type === 'table')
    return ['table', start, node.children[0]?.children.length, node.children.length - 1]
  if (node.type === 'thematicBreak') return ['rule', start]
  return [
    node.type === 'definition' || node.type === 'footnoteDefinition' ? 'paragraph' : node.type,
    start,
  ]
}

/** Remark places the words behind a box only where they begin with plain text. */
function behindBox(hasBox: boolean, shapes: readonly unknown[]): unknown[] {
  return hasBox ? ['words', ...shapes.slice(1)] : [...shapes]
}

let source = ''
const isFence = (node: Nodes) => /^(?:`{3}|~{3})/.test(source.slice(node.position?.start.offset))

function toWords(node: Nodes): string {
  if ('children' in node) return node.children.map(toWords).join('')
  if (node.type === 'break') return '\n'
  return 'value' in node && node.type !== 'html'
    ? node.value
    : 'alt' in node
      ? (node.alt ?? '')
      : ''
}

function expectSameAsRemark(text: string): void {
  source = text
  const tree = remark.parse(text)
  const theirs = tree.children.filter(({ type }) => type !== 'yaml').map(toRemarkShape)
  expect(allBlocks(outlineOf(text)).map(toShape)).toEqual(theirs)
}

const cases: Readonly<Record<string, string>> = {
  'headings of both kinds': '# a\n\nb\n===\n\nc\n---\n\n## d ##\n### e#\n#no\n',
  'a heading with marks': '## **a** `b` [c](d) *e*\n',
  'fences with headings in them': '```\n# no\n```\n\n~~~ yaml x\n- a\n~~~\n',
  'a fence that is never closed': '- a\n\n```js\n# no\n',
  'a fence in an item': '1. a\n   ```sh\n   b\n   ```\n2. c\n',
  'nested lists': '- a\n  - b\n    - c\n- d\n',
  tasks: '- [ ] a\n- [x] b\n- [X] c\n- [] d\n- [ ]\n* [ ] e\n1. [x] f\n',
  'loose lists': '- a\n\n  b\n\n- c\n',
  'lists with other marks': '- a\n* b\n+ c\n1. d\n2) e\n',
  'lazy lines': '- a\nb\n\n> c\nd\n',
  'quotes with lists': '> - a\n>   b\n> - c\n',
  tables: '| a | b |\n|---|:-:|\n| 1 | 2 |\n| 3 |\n\nc\n',
  'a table without bars at its ends': 'a | b\n-|-\n1 | 2\n',
  'a table that is none': '| a | b |\n|---|\n| 1 | 2 |\n',
  rules: 'a\n\n---\n\n* * *\n___\n',
  comments: '<!-- a\n# no\n-->\n\n# b\n',
  'front matter': '---\na: b\n---\n\n# c\n',
  'a rule that is no front matter': '\n---\na: b\n---\n',
  'code by indentation': 'a\n\n    # b\n\nc\n',
  tabs: '-\ta\n\n\tb\n-\tc\n\t- d\n',
  'two digits': '9. a\n10. b\n    - c\n',
  'a list right below words': 'a\n- b\n',
  'a number right below words': 'a\n2. b\n\nc\n1. d\n',
  'windows line ends': '# a\r\n\r\n- b\r\n  c\r\n\r\n| d | e |\r\n|-|-|\r\n| f | g |\r\n',
  'an empty item': '-\n- a\n-\n\n  b\n',
  html: '<div>\n# no\n\n# yes\n</div>\n',
  'setext below lazy lines': '> a\n---\n',
  nothing: '',
  'white space': ' \n\t\n',
  'deep numbers': '1. a\n   1. b\n      1. c\n',
  'a code block in a list': '- a\n\n      b\n- c\n',
  escapes: '\\# a\n\n\\- b\n\n1\\. c\n',
}

describe('the outline', () => {
  it.each(Object.entries(cases))('finds the blocks that remark finds: %s', (_, text) => {
    expectSameAsRemark(text)
  })

  it('finds the blocks that remark finds in generated documents', () => {
    fc.assert(
      fc.property(documents, (text) => expectSameAsRemark(`intro\n\n${text}`)),
      { numRuns: 300 },
    )
  })

  it('places lines behind a byte order mark and with lone carriage returns', () => {
    const outline = outlineOf('\ufeff# a\r\r- [x] b\r')
    const heading = outline.sections[1]?.heading
    expect(outline.text.slice(heading?.start, heading?.end)).toBe('# a')
    const list = outline.sections[1]?.blocks[0]
    expect(list?.kind === 'list' && outline.text[list.items[0]?.checkbox?.offset ?? 0]).toBe('x')
  })

  it('ends a section where the next of its level or above begins', () => {
    const text = '# a\n\n## b\n\n### c\n\n## d\n'
    const ends = outlineOf(text).sections.map(({ title, start, end }) => [
      title,
      text.slice(start, end),
    ])
    expect(ends.slice(1)).toEqual([
      ['a', text],
      ['b', '## b\n\n### c\n\n'],
      ['c', '### c\n\n'],
      ['d', '## d\n'],
    ])
  })

  it('places the words of every cell, link and piece of code', () => {
    const text =
      '| a \\| b | `c` |\n|--|--|\n| [d](e "f") | **g** |\n\n- h [i][j] <https://k.de>\n\n[j]: http://l.de\n'
    const cells = allBlocks(outlineOf(text)).flatMap((block) =>
      block.kind === 'table' ? [...block.header, ...block.rows.flatMap((row) => row.cells)] : [],
    )
    const plain = cells
      .flatMap(({ inlines }) => inlines)
      .filter(({ kind, start, end, text: told }) => kind === 'text' && end - start === told.length)
    expect(plain.length).toBeGreaterThan(0)
    for (const { start, end, text: told } of plain) expect(text.slice(start, end)).toBe(told)
    const list = allBlocks(outlineOf(text)).find((block) => block.kind === 'list')
    const first = list?.kind === 'list' ? list.items[0]?.blocks[0] : undefined
    const links = first?.kind === 'paragraph' ? first.inlines.flatMap(({ url }) => url ?? []) : []
    expect(links).toEqual(['http://l.de', 'https://k.de'])
  })
})

const hostile: readonly string[] = [
  '[',
  '[]',
  '![',
  '[a](',
  '[a](b) ',
  '*a ',
  '**a*',
  'a**b',
  '_a ',
  '~a ',
  '`a ``b ',
  '<',
  '<a ',
  '<!-- ',
  '<!--\n',
  '&amp;',
  '|\n',
  'a | b\n',
  '\\[',
  '[\n',
  '](',
  '> a\nb\n',
  '- a\nb\n',
  '- ```\n',
  '**',
  '][',
  '-\n',
  '|a',
  '|-|\n',
  'a\n-\n',
  'a|b\n-|-\n',
  '- [ ] a b\n',
  '\t',
  ' ',
  '\u200b',
  '[a]: b\n',
  '[^a] ',
  'http://a_b_',
  '---\n',
  '# \n',
  '>\n',
  '-  \n\n',
  ':-',
  '<http:',
  '*\n',
]

describe('hostile text', () => {
  it.each(hostile)(
    'of many %j takes four times as long when it is four times as long, or little',
    (piece) => {
      const measure = (count: number) => {
        const text = piece.repeat(count)
        const begin = process.cpuUsage()
        readOutline(text)
        const { user, system } = process.cpuUsage(begin)
        return (user + system) / 1_000
      }
      const short = Math.min(measure(20_000), measure(20_000))
      expect(measure(80_000)).toBeLessThan(Math.max(500, 12 * short))
    },
  )

  it.each(['> ', '>', '- ', '1. ', '> - ', '* '])(
    'of 50 000 nested %j is refused with its line',
    (piece) => {
      const begin = performance.now()
      expect(readOutline(`# a\n\n${piece.repeat(50_000)}a\n`)).toEqual({
        reason: 'too_nested',
        line: 3,
      })
      expect(performance.now() - begin).toBeLessThan(1_000)
    },
  )

  it('may nest as deep as it is allowed to', () => {
    const deep = Array.from({ length: maxNesting }, (_, depth) => `${'  '.repeat(depth)}- a`).join(
      '\n',
    )
    expect(isOutline(readOutline(deep))).toBe(true)
    expect(isOutline(readOutline(`${'> '.repeat(maxNesting)}a`))).toBe(true)
  })

  it('is never a reason to throw', () => {
    const pieces = fc.array(
      fc.constantFrom(...hostile, 'a', '\n', '\r\n', '---\n', '```\n', '1. ', '\ufeff', '\0'),
      { maxLength: 60 },
    )
    fc.assert(
      fc.property(pieces, (parts) => {
        readOutline(parts.join(''))
      }),
      { numRuns: 500 },
    )
  })
})

const word = fc.constantFrom(
  'alpha',
  'beta',
  'Größe',
  '`code`',
  '**bold**',
  '[link](http://a.de)',
  'DEC-1',
)
const words = fc.array(word, { minLength: 1, maxLength: 5 }).map((all) => all.join(' '))
const block = fc.oneof(
  fc
    .tuple(fc.integer({ min: 1, max: 6 }), words)
    .map(([level, text]) => `${'#'.repeat(level)} ${text}`),
  words,
  fc
    .array(words, { minLength: 1, maxLength: 4 })
    .map((all) => all.map((text) => `- ${text}`).join('\n')),
  fc
    .array(fc.tuple(fc.boolean(), words), { minLength: 1, maxLength: 4 })
    .map((all) => all.map(([ticked, text]) => `* [${ticked ? 'x' : ' '}] ${text}`).join('\n')),
  fc
    .array(words, { minLength: 1, maxLength: 3 })
    .map((all) => all.map((text, at) => `${at + 1}. ${text}\n   - nested\n     more`).join('\n')),
  fc
    .array(words, { minLength: 1, maxLength: 3 })
    .map((all) => `| a | b |\n|---|---|\n${all.map((text) => `| ${text} | 1 |`).join('\n')}`),
  words.map((text) => `\`\`\`yaml spike-test\n# ${text}\n\`\`\``),
  words.map((text) => `> ${text}\n> - ${text}`),
  fc.constantFrom('---', '<!-- note -->', '***', 'Setext\n---', '    code'),
)
const documents = fc
  .tuple(
    fc.array(block, { maxLength: 10 }),
    fc.constantFrom('\n\n', '\n\n\n', '\r\n\r\n'),
    fc.boolean(),
  )
  .map(
    ([blocks, gap, isEnded]) =>
      blocks.join(gap).replaceAll(/\r?\n/g, gap.startsWith('\r') ? '\r\n' : '\n') +
      (isEnded ? '\n' : ''),
  )
