export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

type Headers = Readonly<Record<string, string>>

export function json(status: number, value: unknown, headers: Headers = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: Buffer.from(JSON.stringify(value)),
  }
}

export function ok(value: unknown, headers?: Headers): Answer {
  return json(200, value, headers)
}

export function noContent(): Answer {
  return { status: 204, headers: {}, body: Buffer.alloc(0) }
}

export function text(status: number, content: string, type = 'text/plain; charset=utf-8'): Answer {
  return { status, headers: { 'content-type': type }, body: Buffer.from(content) }
}

export function redirect(status: 301 | 302 | 307, location: string, message = 'Found'): Answer {
  return json(status, { message, url: location }, { location })
}
