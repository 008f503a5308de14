import { describe, expect, it } from 'vitest'
import { getPool } from '#lib/core/db.ts'
import { toPostgresPattern } from '#lib/logs/pushed/pattern/to-postgres-pattern.ts'
import { useDatabase } from '#tests/setup/use-database.ts'

useDatabase()

async function ask(pattern: string, texts: readonly string[]): Promise<boolean[]> {
  const { rows } = await getPool().query<{ matches: boolean }>(
    'SELECT text ~ $1 AS matches FROM unnest($2::text[]) WITH ORDINALITY AS t(text, place) ORDER BY place',
    [pattern, texts],
  )
  return rows.map(({ matches }) => matches)
}

const texts = [
  ...[
    '',
    'a',
    'A',
    'ab',
    'aab',
    'abab',
    'b\na',
    'a.b',
    'a-b]',
    '^a$',
    'k',
    '\u212a',
    '\u017f',
    's',
  ],
  ...['GET /api/orders/42', 'ERROR timeout after 30s', 'x=1 y=22', 'Überweisung ÜBERFÄLLIG ß', 'ẞ'],
  ...[
    'tab\tend',
    'nbsp\u00a0end',
    'line\u2028end',
    '\u{1f600} smile',
    '{"level":"error"}',
    'a\\b',
    '_',
  ],
  ...['naïve', '1234567', '10.0.0.1', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaa!', '-', 'é', 'É', '*** x'],
]

describe('a pattern searched by the database', () => {
  it.each([
    ...[
      'a',
      'a.b',
      'a\\.b',
      '^a$',
      '\\^a\\$',
      '^',
      '$',
      'a|b',
      '(a|b)+',
      '(?:ab){2}',
      '(?<word>ab)',
      'a*?b',
    ],
    ...[
      '[abc]',
      '[^abc]',
      '[a-c-]',
      '[\\]\\-]',
      '[^\\d\\s]',
      '[-a]',
      '\\d{2,}',
      '\\w+',
      '\\W',
      '\\s',
      '\\S\\s',
    ],
    ...[
      '\\bk\\b',
      '\\berror\\b',
      'error.*after \\d+s',
      'GET /api/(orders|users)/\\d+',
      'über(weisung|fällig)',
    ],
    ...[
      '[äöü]',
      '\\u00e4',
      '\\u{1f600}',
      '\\x41',
      '\\t',
      'a\\\\b',
      '"level":"(error|fatal)"',
      '\\{"',
      's',
      'k',
    ],
    ...[
      '[i-l]',
      '[^k]',
      '\\*\\*\\* x',
      '(a+)+!',
      '.',
      '..',
      '^.$',
      '\\/',
      '_',
      'x=\\d y=\\d\\d$',
      '😀',
      'ß',
    ],
  ])('matches the same lines as in JavaScript: %s', async (source) => {
    for (const matchCase of [true, false]) {
      const translated = toPostgresPattern(source, matchCase)
      expect(translated, 'is translated').not.toBeNull()
      const own = new RegExp(source, matchCase ? 'u' : 'iu')
      expect(await ask(translated ?? '', texts)).toEqual(texts.map((text) => own.test(text)))
    }
  })

  it('matches the same lines as in JavaScript, whatever it is made of', async () => {
    const random = createRandom(20_261_121)
    for (let round = 0; round < 400; round += 1) {
      const source = writePattern(random, 3)
      const matchCase = random(2) === 0
      const translated = toPostgresPattern(source, matchCase)
      if (translated === null) continue
      const own = new RegExp(source, matchCase ? 'u' : 'iu')
      const asked = Array.from({ length: 30 }, () =>
        Array.from({ length: random(8) }, () =>
          pick(random, 'aAbBkKsS1_- .\n\u212aäÄ'.split('')),
        ).join(''),
      )
      expect([source, await ask(translated, asked)]).toEqual([
        source,
        asked.map((text) => own.test(text)),
      ])
    }
  })

  it.each([
    ...[
      '(a)\\1',
      '(?=a)b',
      '(?!a)b',
      '(?<=a)b',
      '(?<!a)b',
      '\\p{L}',
      '\\B',
      '(?i:a)',
      'a||b',
      '()',
    ],
    ...['[\\D]', 'a{300}', '(?:(?:a{20}){20}){20}', '[]', '[^]', '\\0', '[\u0100-\uffff]'],
  ])('is left to be read line by line when it cannot be said the same way: %s', (source) => {
    expect(toPostgresPattern(source, false)).toBeNull()
  })
})

type Random = (below: number) => number

/** The same numbers in every run (https://en.wikipedia.org/wiki/Linear_congruential_generator). */
function createRandom(seed: number): Random {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

// Safe because no list is empty.
const pick = (random: Random, items: readonly string[]): string =>
  items[random(items.length)] as string

function writePattern(random: Random, depth: number): string {
  const terms = Array.from({ length: 1 + random(3) }, () => {
    const atom =
      depth > 0 && random(4) === 0
        ? `(${writePattern(random, depth - 1)})`
        : pick(random, [
            'a',
            'b',
            'K',
            's',
            '.',
            '\\d',
            '\\w',
            '\\s',
            '\\W',
            '[a-c]',
            '[^bk]',
            'ä',
            '1',
            '\\.',
            '[\\w.]',
          ])
    return atom + pick(random, ['', '', '', '*', '+', '?', '{2}', '{1,3}', '+?'])
  })
  const edges = [pick(random, ['', '', '', '^', '\\b']), pick(random, ['', '', '', '$', '\\b'])]
  const text = edges[0] + terms.join('') + edges[1]
  return random(5) === 0 && depth > 0 ? `${text}|${writePattern(random, depth - 1)}` : text
}
