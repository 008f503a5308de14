import type { GitHubServer } from '#sandbox/github/index.ts'

/** Asks the control plane, as another process does. */
export async function callControl(
  { control }: GitHubServer,
  method: string,
  path: string,
  body?: unknown,
) {
  const response = await fetch(`${control.url}${path}`, {
    method,
    headers: { 'x-sandbox-token': control.token },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  const content = await response.text()
  return { status: response.status, data: content === '' ? null : (JSON.parse(content) as unknown) }
}
