import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { hostingKinds } from '#lib/hosting/port.ts'
import { toSheetHtml, toSheetMarkdown } from '#lib/runbooks/sheet/render.ts'
import { quote, quoteGlob, toCommand } from '#lib/runbooks/sheet/shell.ts'
import { texts } from '#lib/runbooks/sheet/texts.ts'
import { toSheet } from '#lib/runbooks/sheet/to-sheet.ts'
import { sheetFacts } from './sheet-facts.ts'

const now = new Date('2026-03-01T12:00:00Z')
const folder = path.join(import.meta.dirname, '../fixtures/emergency-sheets')
const cases = Object.entries(sheetFacts)

const hostile = [
  '',
  'plain',
  'two words',
  "it's",
  '"double"',
  '$HOME $(id) `id`',
  'a;b|c&d>e<f',
  '\\ back\\slash',
  '* ? [a-z] {a,b}',
  '~root',
  '!history',
  '-n',
  'line\nbreak',
  'ümläut',
]

describe('the sheet for when the portal is down', () => {
  it.each(cases)('says for %s what stands in its fixture', (name, facts) => {
    const expected = readFileSync(path.join(folder, `${name}.md`), 'utf8')
    expect(toSheetMarkdown(facts, 'en', now)).toBe(expected)
  })

  it.each(cases)('has commands that bash understands: %s', (_, facts) => {
    for (const { commands } of toSheet(facts, texts.en)) {
      execFileSync('bash', ['-n'], { input: `${commands.join('\n')}\n` })
    }
  })

  it('knows every kind of platform a stage can run on', () => {
    expect(Object.keys(sheetFacts)).toEqual(expect.arrayContaining([...hostingKinds]))
    for (const kind of hostingKinds) {
      const facts = sheetFacts[kind]
      expect(facts && toSheet(facts, texts.en)).not.toEqual([])
    }
  })

  it.each(cases)('has the same commands in German: %s', (_, facts) => {
    const commandsOf = (t: typeof texts.en) => toSheet(facts, t).map(({ commands }) => commands)
    expect(commandsOf(texts.de)).toEqual(commandsOf(texts.en))
  })

  it('is a page without script whose values are text', () => {
    const facts = {
      ...sheetFacts.workflow,
      system: { slug: 'x', name: '<script>alert(1)</script>' },
    }
    const page = toSheetHtml(facts as (typeof sheetFacts)[string], 'de', now)
    expect(page).not.toContain('<script')
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(page).toContain('<html lang="de">')
  })

  it('closes no fence early, whatever a runbook holds', () => {
    const steps = [{ text: 'x', command: 'echo ```\n```\nrm -rf /' }]
    const facts = { ...sheetFacts.nothing, runbooks: [{ title: 'x', steps }] }
    expect(toSheetMarkdown(facts as (typeof sheetFacts)[string], 'en', now)).toContain(
      '````sh\necho ```\n```\nrm -rf /\n````',
    )
  })
})

describe('quoting', () => {
  const print = (command: string) =>
    execFileSync('bash', ['-c', command], { encoding: 'utf8', cwd: '/' })

  it('hands every word to a program as it is', () => {
    const words = hostile.map((word) => `<${word}>`).join('')
    expect(print(toCommand('printf', '<%s>', ...hostile))).toBe(words)
  })

  it('holds through two shells, as over SSH', () => {
    const inner = toCommand('printf', '%s|', ...hostile)
    expect(print(toCommand('bash', '-c', inner))).toBe(hostile.map((word) => `${word}|`).join(''))
  })

  it('expands the star of a file name and nothing else', () => {
    expect(quoteGlob("app-*.sq'lite")).toBe(`app-*${quote(".sq'lite")}`)
    expect(print(`printf %s ${quoteGlob('/et*')}`)).toBe('/etc')
    expect(print(`printf %s ${quoteGlob('$(id)*')}`)).toBe('$(id)*')
  })
})
