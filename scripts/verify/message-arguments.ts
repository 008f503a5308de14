/** Reads an ICU message far enough to know which arguments and tags it names. */
export function listMessageArguments(message: string): readonly string[] {
  const found = new Set<string>()
  readText({ text: unquote(message), position: 0, found })
  return [...found].toSorted()
}

interface Cursor {
  readonly text: string
  position: number
  readonly found: Set<string>
}

/** Apostrophes quote braces: https://unicode-org.github.io/icu/userguide/format_parse/messages/#quotingescaping */
function unquote(message: string): string {
  return message.replaceAll("''", '’').replaceAll(/'[{}<>][^']*(?:'|$)/g, '')
}

/** Up to the closing brace of the block it is in, or to the end. */
function readText(cursor: Cursor): void {
  while (cursor.position < cursor.text.length) {
    const character = cursor.text[cursor.position]
    if (character === '}') return
    if (character === '{') readArgument(cursor)
    else if (character === '<') readTag(cursor)
    else cursor.position += 1
  }
}

function readArgument(cursor: Cursor): void {
  cursor.position += 1
  const [name = '', kind = ''] = readHead(cursor)
  cursor.found.add(name)
  if (['plural', 'select', 'selectordinal'].includes(kind)) readBranches(cursor)
  else while (cursor.position < cursor.text.length && !isAt(cursor, '}')) cursor.position += 1
  cursor.position += 1
}

/** The name and, after a comma, the kind of an argument. */
function readHead(cursor: Cursor): readonly string[] {
  const head = /^\s*([^\s,{}]+)\s*(?:,\s*(\w+)\s*,?)?/.exec(cursor.text.slice(cursor.position))
  cursor.position += head?.[0].length ?? 0
  return head?.slice(1) ?? []
}

function readBranches(cursor: Cursor): void {
  while (cursor.position < cursor.text.length && !isAt(cursor, '}')) {
    if (isAt(cursor, '{')) {
      cursor.position += 1
      readText(cursor)
    }
    cursor.position += 1
  }
}

function readTag(cursor: Cursor): void {
  const name = /^<\/?([a-zA-Z]\w*)/.exec(cursor.text.slice(cursor.position))?.[1]
  if (name !== undefined) cursor.found.add(`<${name}>`)
  cursor.position += 1
}

function isAt(cursor: Cursor, character: string): boolean {
  return cursor.text[cursor.position] === character
}
