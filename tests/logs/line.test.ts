import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findInvisibleCharacter } from '#lib/core/text.ts'
import { findJobs } from '#lib/logs/line/find-jobs.ts'
import { readLevel } from '#lib/logs/line/read-level.ts'
import { parseColours } from '#lib/logs/line/spans.ts'
import { summarizeJson } from '#lib/logs/line/summarize-json.ts'
import { lineLimit, toLine, toSafeText } from '#lib/logs/line/to-line.ts'
import { toSignature } from '#lib/logs/line/to-signature.ts'
import { withColours } from '#lib/logs/line/with-colours.ts'
import { toLevel, toSeverityLevel } from '#lib/logs/words.ts'

const esc = '\u001b'
const at = new Date('2026-11-21T14:00:00.000Z')
const origin = { source: 'push', components: new Set(['api', 'worker']) }
const read = (text: string, level: string | null = null) =>
  toLine({ id: '1', at, component: null, instance: null, text, level }, origin)

describe('text of a line', () => {
  it.each([
    ['a title of the terminal', `${esc}]0;owned\u0007hello`, 'hello'],
    [
      'a link that says something else',
      `${esc}]8;;https://evil.test${esc}\\click${esc}]8;;${esc}\\`,
      'click',
    ],
    ['the clipboard', `a${esc}]52;c;ZXZpbA==\u0007b`, 'ab'],
    ['moving the cursor', `safe${esc}[2K${esc}[1Gevil`, 'safeevil'],
    ['overwriting with a carriage return', 'good\rbad', 'good\nbad'],
    ['a NUL', 'a\u0000b', 'a\ufffdb'],
    ['a lone surrogate', 'a\ud800b', 'a\ufffdb'],
    ['a bidirectional override', 'a\u202eb', 'a\ufffdb'],
  ])('loses %s', (_name, raw, text) => {
    expect(toSafeText(raw).text).toBe(text)
  })

  it('keeps colours as spans over the plain text', () => {
    const { text, spans } = parseColours(`${esc}[1;31mfail${esc}[0m of ${esc}[38;5;46mok${esc}[39m`)
    expect(text).toBe('fail of ok')
    expect(spans).toMatchObject([
      { start: 0, end: 4, colour: 'red', bold: true },
      { start: 8, end: 10, colour: 'green', bold: false },
    ])
  })

  it('is cut at its limit and says by how much, also when a secret lies across the cut', () => {
    const long = toSafeText('x'.repeat(1_048_576)).text
    expect(long).toHaveLength(lineLimit + ` … [+${1_048_576 - lineLimit}]`.length)
    const secret = `ghp_${'a1B2'.repeat(9)}`
    const across = toSafeText(`${'y'.repeat(lineLimit - 10)} ${secret} and more`).text
    expect(across).not.toContain('ghp_a1B2')
  })

  it('is inert, storable and quick to make, whatever was sent', () => {
    const hostile = fc.array(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.constantFrom(
          esc,
          `${esc}[`,
          `${esc}]`,
          '\u009b',
          '31m',
          '\u0000',
          '\ud800',
          '\udc00',
          '\u202e',
          'a.b-',
          'password=',
        ),
      ),
      { maxLength: 60 },
    )
    fc.assert(
      fc.property(hostile, (parts) => {
        const { text, spans } = toSafeText(parts.join(''))
        expect(findInvisibleCharacter(text)).toBe(-1)
        expect(text.isWellFormed()).toBe(true)
        let end = 0
        for (const span of spans) {
          expect(span.start).toBeGreaterThanOrEqual(end)
          expect(span.end).toBeLessThanOrEqual(text.length)
          end = span.end
        }
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    'a.',
    'a-',
    'eyJaaaaaaaaa-',
    'password',
    '"',
    'job ',
    '-----BEGIN PRIVATE KEY-----',
    `${esc}[31m`,
    'https://',
  ])('takes no longer for %j over and over than a reader would notice', (part) => {
    const started = performance.now()
    read(part.repeat(Math.ceil(lineLimit / part.length)))
    expect(performance.now() - started).toBeLessThan(250)
  })

  it('has the same colours after it was stored', () => {
    const { text, spans } = parseColours(`${esc}[33mwarm${esc}[0m ${esc}[1;4;36mcold${esc}[0m end`)
    expect(parseColours(withColours(text, spans))).toEqual({ text, spans })
  })
})

describe('secrets in a line', () => {
  it.each([
    ['aws_secret_access_key=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', 'wJalr'],
    ['export DB_PASSWORD=hunter22 now', 'hunter22'],
    ['{"msg":"x","apiKey":"k-12345678"}', 'k-12345678'],
    [String.raw`{"msg":"{\"password\":\"hunter22\"}"}`, 'hunter22'],
    [
      'token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U',
      'dozjg',
    ],
    ['Authorization: Bearer abcdefghijklmnop', 'abcdefghijklmnop'],
    [`${esc}[31mpassword=${esc}[0mhunter22`, 'hunter22'],
  ])('are masked: %s', (raw, secret) => {
    const { text } = read(raw)
    expect(text).not.toContain(secret)
    expect(text).toContain('•••')
  })

  it('leave a JSON line one that can still be read', () => {
    expect(read('{"level":"info","msg":"signed in","password":"hunter22"}').summary?.message).toBe(
      'signed in',
    )
  })
})

describe('level of a line', () => {
  it.each([
    ['emerg', 'fatal'],
    ['CRIT', 'fatal'],
    ['err', 'error'],
    ['Warning', 'warn'],
    ['notice', 'info'],
    ['INFO2', 'info'],
    ['verbose', 'trace'],
    ['3', 'error'],
    ['7', 'debug'],
    ['30', 'info'],
    [60, 'fatal'],
    ['loud', null],
    [-1, null],
  ])('knows %s as %s', (stated, level) => {
    expect(toLevel(stated)).toBe(level)
  })

  it('counts as OpenTelemetry does', () => {
    expect([1, 4, 5, 9, 13, 17, 21, 24, 0, 25].map(toSeverityLevel)).toEqual([
      'trace',
      'trace',
      'debug',
      'info',
      'warn',
      'error',
      'fatal',
      'fatal',
      null,
      null,
    ])
  })

  it.each([
    ['2026-11-21 14:00:00 ERROR cannot connect', 'error'],
    ['level=warn msg="slow"', 'warn'],
    ['[API] [INFO] started', 'info'],
    ['TypeError: x is not a function', 'error'],
    ['error: no such file', 'error'],
    ['the ERRORS page was opened', null],
    ['information about errors', null],
  ])('is read from %j', (text, level) => {
    expect(readLevel(text)).toBe(level)
  })

  it('is what a JSON line says, before what the source says', () => {
    expect(read('{"level":50,"msg":"broke"}', 'info').level).toBe('error')
    expect(read('{"severityNumber":13,"body":"x"}').level).toBe('warn')
  })
})

describe('what a line is about', () => {
  it('is summarised from JSON: message and three fields', () => {
    const line =
      '{"level":"info","time":1,"msg":"paid","order":7,"customer":"c1","ms":12,"extra":1}'
    expect(summarizeJson(line)?.summary).toEqual({
      message: 'paid',
      fields: [
        ['order', '7'],
        ['customer', 'c1'],
        ['ms', '12'],
      ],
    })
    expect(summarizeJson('{not json}')).toBeNull()
    expect(summarizeJson('function f(){}')).toBeNull()
    expect(summarizeJson('{"a":1} trailing')).toBeNull()
    expect(summarizeJson('[1]')).toBeNull()
  })

  it.each([
    '2026-11-21T14:36:46.237Z [API] {"level":"error","msg":"cannot pay","order":7}',
    '2026-11-21 14:36:46,237 [API] {"level":"error","msg":"cannot pay","order":7}',
    '[API] ERROR: {"msg":"cannot pay","order":7}',
    '[api] {"severity":"ERROR","message":"cannot pay","order":7}  ',
  ])('is read from JSON behind a prefix as well: %s', (text) => {
    const { level, component, summary } = read(text)
    expect({ level, component, summary }).toEqual({
      ...{ level: 'error', component: 'api' },
      summary: { message: 'cannot pay', fields: [['order', '7']] },
    })
  })

  it('is a component only when the system has it', () => {
    expect(read('[WORKER] job 4711 done').component).toBe('worker')
    expect(read('2026-11-21T14:36:46.237Z [WORKER] INFO started').component).toBe('worker')
    expect(read('[NODE] listening').component).toBeNull()
    expect(read('{"msg":"x","service":"api"}').component).toBe('api')
  })

  it.each([
    ['[WORKER] job 4711 done', ['4711']],
    ['job #12: started', ['12']],
    ['job_id=a-1 and "jobId":"b:2"', ['a-1', 'b:2']],
    [String.raw`{"msg":"{\"jobId\":\"9\"}"}`, ['9']],
    ['jobs are done by workers', []],
    ['good job everyone', []],
  ])('names jobs: %s', (text, jobs) => {
    expect(findJobs(text)).toEqual(jobs)
  })

  it('is one kind of error whatever its numbers, ids and quoted words', () => {
    const one = toSignature(
      'Job 4711 failed after 3.5 s: user "anna" of 550e8400-e29b-41d4-a716-446655440000 not found at 0xdeadbeef',
    )
    const two = toSignature(
      'Job 9 failed after 12 s: user "bob" of 123e4567-e89b-12d3-a456-426614174000 not found at 0x1',
    )
    expect(one).toBe(two)
    expect(one).toBe('Job <n> failed after <n> s: user <text> of <id> not found at <hex>')
    expect(toSignature('cannot connect')).not.toBe(toSignature('cannot bind'))
  })
})
