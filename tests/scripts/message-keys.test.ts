import { describe, expect, it } from 'vitest'
import { listMessageArguments } from '#scripts/verify/message-arguments.ts'
import { compareMessages, findUnknownKeys } from '#scripts/verify/message-keys.ts'

describe('the arguments of a message', () => {
  it.each([
    ['plain text', []],
    ['{name} deployed {version}', ['name', 'version']],
    [
      '{count, plural, =0 {none} one {# by {who}} other {# of {total, number}}}',
      ['count', 'total', 'who'],
    ],
    ['{role, select, admin {all} other {some}}', ['role']],
    ['{at, date, medium} at <link>the page</link>', ['<link>', 'at']],
    ["'{quoted}' and it''s {real}", ['real']],
  ])('of "%s" are found in every branch', (message, names) => {
    expect(listMessageArguments(message)).toEqual(names)
  })
})

describe('two languages of one namespace', () => {
  const german = new Map([
    ['title', 'Systeme'],
    ['since', 'seit {time}'],
    ['only', 'nur hier'],
  ])

  it('are equal when keys and arguments are', () => {
    expect(compareMessages(german, new Map(german))).toEqual([])
  })

  it('differ by a key that one of them lacks', () => {
    const english = new Map([...german, ['more', 'more']])
    english.delete('only')

    expect(compareMessages(german, english)).toEqual([
      'only is not English.',
      'more is not German.',
    ])
  })

  it('differ by an argument that is named differently', () => {
    expect(compareMessages(german, new Map([...german, ['since', 'since {date}']]))).toEqual([
      'since names "time" in German, but "date" in English.',
    ])
  })
})

describe('keys used in code', () => {
  const namespaces = new Map([['board', new Map([['status.healthy', 'ok']])]])

  it('are found in calls of the translator that was made for their namespace', () => {
    const code = `const t = useTranslations('board')\nt('status.healthy'); t.rich('status.gone'); other('x')`

    expect(findUnknownKeys(code, namespaces)).toEqual(['board.status.gone'])
  })

  it('are looked up below the prefix the translator was made with', () => {
    const code = `const label = await getTranslations('board.status')\nlabel('healthy'); label('sick')`

    expect(findUnknownKeys(code, namespaces)).toEqual(['board.status.sick'])
  })
})
