import type { Answer } from '../http/answer.ts'
import type { AccountOptions } from '../options.ts'
import { html, type Language, page } from '../web/html.ts'

const texts = {
  de: {
    title: 'Bei der Sandbox anmelden',
    lead: (app: string) =>
      `${app} möchte wissen, wer du bist. Wähle ein Konto; ein Passwort gibt es hier nicht.`,
    refused: 'Anmeldung nicht möglich',
  },
  en: {
    title: 'Sign in to the sandbox',
    lead: (app: string) =>
      `${app} wants to know who you are. Choose an account; there is no password here.`,
    refused: 'Sign-in is not possible',
  },
} as const

export interface AuthorizePageInput {
  readonly language: Language
  readonly appName: string
  readonly accounts: readonly AccountOptions[]
  /** Sent along with the choice. */
  readonly fields: Readonly<Record<string, string>>
}

/** One button per account, with what it may do. */
export function authorizePage({ language, appName, accounts, fields }: AuthorizePageInput): Answer {
  const { title, lead } = texts[language]
  const hidden = Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )
  const buttons = accounts.map(
    ({ login, name, role }) =>
      html`<li><button name="login" value="${login}"><strong>${name}</strong> (${login})<span>${role[language]}</span></button></li>`,
  )
  const body = html`<p>${lead(appName)}</p>
<form method="post" action="/login/oauth/authorize">${hidden}<ul>${buttons}</ul></form>`
  return page({ language, title, body })
}

export function refusalPage(
  language: Language,
  reason: Readonly<Record<Language, string>>,
): Answer {
  return page(
    { language, title: texts[language].refused, body: html`<p>${reason[language]}</p>` },
    404,
  )
}
