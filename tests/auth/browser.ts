import { authRoute } from '#lib/next/auth-route.ts'

interface Call {
  readonly method?: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** A person's browser as far as sign-in is concerned: it keeps cookies and follows the provider's redirect. */
export class Browser {
  readonly cookies = new Map<string, string>()
  readonly #portalUrl: string

  constructor(portalUrl: string) {
    this.#portalUrl = portalUrl
  }

  /** Calls one sign-in endpoint, e.g. `csrf`, through the real route handler. */
  async call(path: string, { method = 'GET', body, headers }: Call = {}): Promise<Response> {
    const url = new URL(`/api/auth/${path}`, this.#portalUrl)
    const request = new Request(url, {
      method,
      headers: {
        cookie: this.cookieHeader(),
        'user-agent': 'Test browser',
        ...(method === 'POST'
          ? { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' }
          : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const nextauth = url.pathname.split('/').slice(3)
    const response = await authRoute(request, { params: Promise.resolve({ nextauth }) })
    this.#keepCookies(response)
    return response
  }

  /** Signs in and returns the answer of the callback; the provider decides as whom. */
  async signIn(provider: 'github' | 'oidc', callbackUrl = '/'): Promise<Response> {
    const { csrfToken } = await (await this.call('csrf')).json()
    const body = { csrfToken, callbackUrl, json: 'true' }
    const started = await this.call(`signin/${provider}`, { method: 'POST', body })
    const { url } = await started.json()
    const consent = await fetch(url, { redirect: 'manual' })
    const back = new URL(consent.headers.get('location') ?? '')
    return this.call(`callback/${provider}${back.search}`)
  }

  cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  sessionCookie(): string | undefined {
    return [...this.cookies].find(([name]) => name.endsWith('.session'))?.[1]
  }

  #keepCookies(response: Response): void {
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (value === '') this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
  }
}
