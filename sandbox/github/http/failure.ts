const documentation = 'https://docs.github.com/rest'

/** An error answer in GitHub's shape. */
export class GitHubFailure extends Error {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
  readonly headers: Readonly<Record<string, string>>

  constructor(
    status: number,
    message: string,
    extra: Readonly<Record<string, unknown>> = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message)
    this.name = 'GitHubFailure'
    this.status = status
    this.body = { message, ...extra, documentation_url: documentation, status: String(status) }
    this.headers = headers
  }
}

export function notFound(message = 'Not Found') {
  return new GitHubFailure(404, message)
}

export function unprocessable(message: string, errors?: readonly unknown[]) {
  return new GitHubFailure(422, message, errors ? { errors } : {})
}

export function forbidden(message: string) {
  return new GitHubFailure(403, message)
}

/** The repository lives elsewhere now. GitHub answers 301, whatever the method. */
export function movedPermanently(location: string) {
  return new GitHubFailure(301, 'Moved Permanently', { url: location }, { location })
}
