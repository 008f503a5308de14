import { type SheetFacts, type SheetStep, sheetParts } from './facts.ts'
import { type Language, type Texts, texts } from './texts.ts'
import { toSheet } from './to-sheet.ts'

interface Rendered {
  readonly title: string
  readonly head: string
  readonly parts: readonly { readonly title: string; readonly steps: readonly SheetStep[] }[]
  readonly t: Texts
}

function prepare(facts: SheetFacts, language: Language, now: Date): Rendered {
  const t = texts[language]
  const steps = toSheet(facts, t)
  const { version, commitSha } = facts.running
  const running = [version, commitSha?.slice(0, 7)].filter(Boolean).join(', ') || t.unknownVersion
  const moment = `${now.toISOString().slice(0, 16).replace('T', ' ')} UTC`
  return {
    title: t.title(`${facts.system.name} → ${facts.stage.name}`),
    head: `${t.asOf}: ${moment}. ${t.running}: ${running}.`,
    parts: sheetParts.map((part) => ({
      title: t.parts[part],
      steps: steps.filter((step) => step.part === part),
    })),
    t,
  }
}

export function toSheetMarkdown(facts: SheetFacts, language: Language, now: Date): string {
  const { title, head, parts, t } = prepare(facts, language, now)
  const body = parts.flatMap((part) => [
    `## ${part.title}`,
    ...(part.steps.length === 0 ? [t.nothing] : part.steps.map(toMarkdownStep)),
  ])
  return `${[`# ${toLine(title)}`, t.intro, head, ...body].join('\n\n')}\n`
}

function toMarkdownStep({ text, commands }: SheetStep): string {
  if (commands.length === 0) return toLine(text)
  const code = commands.join('\n')
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  const line = toLine(text)
  return `${line}${line.endsWith('?') ? '' : ':'}\n\n${fence}sh\n${code}\n${fence}`
}

const toLine = (text: string) => text.replace(/\s+/g, ' ').trim().replace(/[.:]$/, '')

/** A page to print that needs nothing else: no script, no address but its own. */
export function toSheetHtml(facts: SheetFacts, language: Language, now: Date): string {
  const { title, head, parts, t } = prepare(facts, language, now)
  const body = parts.map(({ title: part, steps }) => {
    const shown = steps.map(
      ({ text, commands }) =>
        `<p>${toHtml(text)}</p>${commands.length > 0 ? `<pre>${toHtml(commands.join('\n'))}</pre>` : ''}`,
    )
    return `<h2>${toHtml(part)}</h2>${shown.join('') || `<p>${toHtml(t.nothing)}</p>`}`
  })
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${toHtml(title)}</title><style>${style}</style></head><body><h1>${toHtml(title)}</h1><p>${toHtml(t.intro)}</p><p>${toHtml(head)}</p>${body.join('')}</body></html>\n`
}

const style =
  'body{font:11pt/1.4 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem}h1{font-size:16pt}h2{font-size:13pt;border-bottom:1px solid;margin-top:1.5rem}pre{font:9pt/1.4 ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid #999;padding:.5rem;break-inside:avoid}p{margin:.6rem 0}@media(prefers-color-scheme:dark){@media screen{body{background:#0b0d10;color:#e6e8eb}}}'

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const toHtml = (text: string) => text.replace(/[&<>"']/g, (character) => escapes[character] ?? '')
