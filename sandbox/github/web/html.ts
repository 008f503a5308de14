import type { IncomingHttpHeaders } from 'node:http'
import { type Answer, text } from '../http/answer.ts'

export type Language = 'de' | 'en'

/** Markup that may be put into a page as it is. */
export interface Markup {
  readonly markup: string
}

/** Escapes every value that is not markup itself. */
export function html(strings: TemplateStringsArray, ...values: readonly unknown[]): Markup {
  const parts = strings.map(
    (part, index) => part + (index < values.length ? toMarkup(values[index]) : ''),
  )
  return { markup: parts.join('') }
}

export function getLanguage({ 'accept-language': accepted = '' }: IncomingHttpHeaders): Language {
  const wanted = accepted.split(',').map((part) => part.trim().slice(0, 2).toLowerCase())
  return wanted.find((language) => language === 'de' || language === 'en') === 'de' ? 'de' : 'en'
}

export interface PageContent {
  readonly language: Language
  readonly title: string
  readonly body: Markup
}

export function page({ language, title, body }: PageContent, status = 200): Answer {
  const document = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${{ markup: style }}</style>
</head>
<body><main><h1>${title}</h1>${body}</main></body>
</html>`
  return text(status, document.markup, 'text/html; charset=utf-8')
}

const notFoundTitles: Readonly<Record<Language, string>> = {
  de: 'Diese Seite gibt es in der Sandbox nicht',
  en: 'The sandbox has no such page',
}

export function notFoundPage(language: Language): Answer {
  const home = html`<p><a href="/">Repositories</a></p>`
  return page({ language, title: notFoundTitles[language], body: home }, 404)
}

const style = `
:root { color-scheme: light dark; --text: #1c2128; --soft: #57606a; --ground: #f6f8fa; --card: #fff; --line: #d0d7de; --focus: #0550ae }
@media (prefers-color-scheme: dark) {
  :root { --text: #e6edf3; --soft: #9da7b3; --ground: #0d1117; --card: #161b22; --line: #3d444d; --focus: #79c0ff }
}
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: var(--text); background: var(--ground) }
main { max-width: 44rem; margin: 0 auto; padding: 2rem 1rem }
h1 { font-size: 1.4rem; overflow-wrap: anywhere }
h2 { font-size: 1.1rem }
p, dt { color: var(--soft) }
dd { margin: 0 0 .75rem; overflow-wrap: anywhere }
a { color: var(--focus) }
ul { list-style: none; padding: 0; display: grid; gap: .5rem }
button { width: 100%; text-align: start; font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .75rem 1rem; cursor: pointer }
button span { display: block; color: var(--soft) }
button:hover { border-color: var(--focus) }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px }
pre { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; overflow: auto; font-size: .85rem }
`

function toMarkup(value: unknown): string {
  if (Array.isArray(value)) return value.map(toMarkup).join('')
  if (typeof value === 'object' && value !== null && 'markup' in value) return String(value.markup)
  return escapeText(String(value ?? ''))
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escapeText(value: string) {
  return value.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character)
}
