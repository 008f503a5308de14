import { generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Person {
  readonly id: number
  readonly login: string
  readonly name?: string
  /** Null: the account has no address at all. */
  readonly email: string | null
  /** `org/team` → state of the membership. */
  readonly teams: Record<string, 'active' | 'pending'>
  /** Claims of the ID token beside those of OpenID Connect. */
  readonly claims?: Readonly<Record<string, unknown>>
}

interface Grant {
  readonly person: Person
  readonly nonce: string | null
}

/** GitHub's sign-in and membership endpoints and an OpenID Connect provider, on loopback. */
export class IdentityProvider {
  readonly people = new Map<string, Person>()
  /** Who clicks "Authorize" next. */
  current = ''
  /** Answers membership questions with this status instead. */
  membershipFailure: number | null = null
  readonly calls: string[] = []
  readonly #keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
  readonly #codes = new Map<string, Grant>()
  readonly #server = createServer((request, response) => void this.#answer(request, response))

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return this
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  add(login: string, person: Omit<Person, 'login'>): Person {
    const added = { login, ...person }
    this.people.set(login, added)
    return added
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url)
    this.calls.push(`${request.method} ${url.pathname}`)
    const { status = 200, body, location } = await this.#route(request, url)
    response.writeHead(status, {
      'content-type': 'application/json',
      ...(location ? { location } : {}),
    })
    response.end(JSON.stringify(body ?? {}))
  }

  async #route(request: IncomingMessage, url: URL): Promise<Answer> {
    const path = url.pathname
    if (path.endsWith('/authorize')) return this.#authorize(url)
    if (path.endsWith('/access_token') || path === '/oidc/token') return this.#issue(request)
    if (path === '/oidc/.well-known/openid-configuration') return { body: this.#discovery() }
    if (path === '/oidc/jwks') return { body: { keys: [this.#jwk()] } }
    if (path === '/api/user') return this.#user(request)
    if (path === '/api/user/emails') return this.#emails(request)
    return this.#organisation(path)
  }

  #authorize(url: URL): Answer {
    const person = this.people.get(this.current)
    if (!person) return { status: 404 }
    const code = randomUUID()
    this.#codes.set(code, { person, nonce: url.searchParams.get('nonce') })
    const back = new URL(url.searchParams.get('redirect_uri') ?? '')
    back.searchParams.set('code', code)
    back.searchParams.set('state', url.searchParams.get('state') ?? '')
    return { status: 302, location: back.href }
  }

  async #issue(request: IncomingMessage): Promise<Answer> {
    const form = new URLSearchParams(await readText(request))
    const code = form.get('code') ?? ''
    const grant = this.#codes.get(code)
    if (!grant || !form.get('code_verifier'))
      return { status: 400, body: { error: 'invalid_grant' } }
    const isOidc = request.url?.startsWith('/oidc')
    return {
      body: {
        access_token: grant.person.login,
        token_type: 'bearer',
        ...(isOidc ? { id_token: this.#idToken(grant) } : { scope: 'read:user,user:email' }),
      },
    }
  }

  #user(request: IncomingMessage): Answer {
    const person = this.#caller(request)
    if (!person) return { status: 401 }
    return { body: { id: person.id, login: person.login, name: person.name ?? null, email: null } }
  }

  #emails(request: IncomingMessage): Answer {
    const email = this.#caller(request)?.email
    return { body: email ? [{ email, primary: true, verified: true }] : [] }
  }

  #organisation(path: string): Answer {
    if (this.membershipFailure) return { status: this.membershipFailure }
    const [, account] = /^\/api\/users\/([^/]+)$/.exec(path) ?? []
    if (account) {
      const person = this.people.get(account)
      return person ? { body: { id: person.id, login: account } } : { status: 404 }
    }
    const match = /^\/api\/orgs\/([^/]+)\/teams\/([^/]+)\/(members|memberships\/([^/]+))$/.exec(
      path,
    )
    const [, org, slug, kind, login] = match ?? []
    if (kind === 'members') return { body: this.#members(`${org}/${slug}`) }
    const state = this.people.get(login ?? '')?.teams[`${org}/${slug}`]
    return state ? { body: { state, role: 'member' } } : { status: 404 }
  }

  #members(team: string) {
    const members = [...this.people.values()].filter((person) => person.teams[team] === 'active')
    return members.map(({ id, login }) => ({ id, login }))
  }

  #caller(request: IncomingMessage): Person | undefined {
    return this.people.get(request.headers.authorization?.replace('Bearer ', '') ?? '')
  }

  #discovery() {
    const issuer = `${this.url}/oidc`
    return {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
    }
  }

  #jwk() {
    return {
      ...this.#keys.publicKey.export({ format: 'jwk' }),
      kid: 'k1',
      alg: 'RS256',
      use: 'sig',
    }
  }

  #idToken({ person, nonce }: Grant): string {
    const now = Math.floor(Date.now() / 1_000)
    const text = [
      { alg: 'RS256', typ: 'JWT', kid: 'k1' },
      {
        iss: `${this.url}/oidc`,
        aud: 'portal',
        sub: String(person.id),
        iat: now,
        exp: now + 300,
        nonce,
        name: person.name,
        preferred_username: person.login,
        email: person.email,
        ...person.claims,
      },
    ]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.')
    return `${text}.${sign('RSA-SHA256', Buffer.from(text), this.#keys.privateKey).toString('base64url')}`
  }
}

interface Answer {
  readonly status?: number
  readonly body?: unknown
  readonly location?: string
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
