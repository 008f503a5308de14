import { issueUserToken } from '../apps/tokens.ts'
import { type Answer, ok, text } from '../http/answer.ts'
import { type Call, isPlainObject, parseJsonBody } from '../http/call.ts'
import { type Route, route } from '../http/route.ts'
import { findAccount } from '../people/people.ts'
import { getLanguage } from '../web/html.ts'
import type { World } from '../world.ts'
import { authorizePage, refusalPage } from './authorize-page.ts'
import { type Codes, createCodes, isVerifierOf } from './codes.ts'

/** The web flow: the page that asks who you are, and the exchange of its code. */
export function oauthRoutes(world: World): Route[] {
  const codes = createCodes(world.now)
  return [
    route('GET', '/login/oauth/authorize', (call) => ask(world, call), 'anyone'),
    route('POST', '/login/oauth/authorize', (call) => grant(world, codes, call), 'anyone'),
    route('POST', '/login/oauth/access_token', (call) => exchange(world, codes, call), 'anyone'),
  ]
}

const carried = [
  'client_id',
  'redirect_uri',
  'state',
  'code_challenge',
  'code_challenge_method',
] as const

const reasons = {
  client: {
    de: 'Diese client_id kennt die Sandbox nicht.',
    en: 'The sandbox does not know this client_id.',
  },
  redirect: {
    de: 'Die redirect_uri gehört nicht zu dieser Anwendung.',
    en: 'The redirect_uri does not belong to this application.',
  },
  account: { de: 'Dieses Konto gibt es nicht.', en: 'There is no such account.' },
  challenge: {
    de: 'Als code_challenge_method geht nur S256.',
    en: 'The only code_challenge_method is S256.',
  },
} as const

function findRefusal(world: World, fields: URLSearchParams): keyof typeof reasons | null {
  if (fields.get('client_id') !== world.options.oauth.clientId) return 'client'
  if (!isOwnRedirect(world, fields.get('redirect_uri') ?? '')) return 'redirect'
  if (fields.has('code_challenge') && fields.get('code_challenge_method') !== 'S256')
    return 'challenge'
  return null
}

function ask(world: World, call: Call): Answer {
  const language = getLanguage(call.headers)
  const refusal = findRefusal(world, call.query)
  if (refusal) return refusalPage(language, reasons[refusal])
  const fields = Object.fromEntries(
    carried.flatMap((name) => (call.query.has(name) ? [[name, call.query.get(name) ?? '']] : [])),
  )
  return authorizePage({
    language,
    appName: world.options.app.name,
    accounts: world.options.accounts,
    fields,
  })
}

function grant(world: World, codes: Codes, call: Call): Answer {
  const fields = new URLSearchParams(call.rawBody.toString('utf8'))
  const account = findAccount(world, fields.get('login') ?? '')
  const refusal = findRefusal(world, fields) ?? (account ? null : 'account')
  if (refusal || !account)
    return refusalPage(getLanguage(call.headers), reasons[refusal ?? 'account'])
  const redirectUri = fields.get('redirect_uri') ?? ''
  const code = codes.issue({
    login: account.login,
    redirectUri,
    challenge: fields.get('code_challenge'),
  })
  const location = new URL(redirectUri)
  location.searchParams.set('code', code)
  if (fields.has('state')) location.searchParams.set('state', fields.get('state') ?? '')
  return {
    status: 302,
    headers: { location: location.href, 'cache-control': 'no-store' },
    body: Buffer.alloc(0),
  }
}

/** Errors are answered with 200, as GitHub does. */
function exchange(world: World, codes: Codes, call: Call): Answer {
  const fields = readFields(call)
  const { clientId, clientSecret } = world.options.oauth
  if (fields.client_id !== clientId || fields.client_secret !== clientSecret) {
    return answerForm(
      call,
      toError(
        'incorrect_client_credentials',
        'The client_id and/or client_secret passed are incorrect.',
      ),
    )
  }
  const found = codes.redeem(fields.code ?? '')
  const isProven =
    found &&
    (found.challenge === null || isVerifierOf(found.challenge, fields.code_verifier ?? null))
  if (!isProven)
    return answerForm(
      call,
      toError('bad_verification_code', 'The code passed is incorrect or expired.'),
    )
  if (fields.redirect_uri !== undefined && fields.redirect_uri !== found.redirectUri) {
    return answerForm(
      call,
      toError(
        'redirect_uri_mismatch',
        'The redirect_uri MUST match the registered callback URL for this application.',
      ),
    )
  }
  const token = issueUserToken(world, found.login)
  return answerForm(call, {
    access_token: token,
    token_type: 'bearer',
    scope: 'read:org,user:email',
  })
}

function readFields(call: Call): Record<string, string | undefined> {
  const isJson = call.headers['content-type']?.includes('json') ?? false
  const parsed: unknown = isJson
    ? parseJsonBody(call)
    : Object.fromEntries(new URLSearchParams(call.rawBody.toString('utf8')))
  const fields = isPlainObject(parsed) ? parsed : {}
  const texts = Object.entries({
    ...Object.fromEntries(call.query),
    ...fields,
    ...readBasicCredentials(call),
  })
  return Object.fromEntries(
    texts.map(([name, value]) => [name, typeof value === 'string' ? value : undefined]),
  )
}

/** Clients that follow RFC 6749 to the letter send their credentials in a header. */
function readBasicCredentials(call: Call): Record<string, string> {
  const [, encoded] = /^Basic (.+)$/i.exec(call.headers.authorization ?? '') ?? []
  if (!encoded) return {}
  const [id = '', secret = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  return { client_id: decodeURIComponent(id), client_secret: decodeURIComponent(secret) }
}

function answerForm(call: Call, fields: Readonly<Record<string, string>>): Answer {
  if (call.headers.accept?.includes('json')) return ok(fields)
  return text(
    200,
    new URLSearchParams(fields).toString(),
    'application/x-www-form-urlencoded; charset=utf-8',
  )
}

function toError(error: string, description: string) {
  return {
    error,
    error_description: description,
    error_uri: 'https://docs.github.com/apps/oauth-apps',
  }
}

function isOwnRedirect(world: World, redirectUri: string) {
  if (!URL.canParse(redirectUri)) return false
  const { redirectPrefixes } = world.options.oauth
  if (redirectPrefixes.length > 0)
    return redirectPrefixes.some((prefix) => redirectUri.startsWith(prefix))
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(redirectUri).hostname)
}
