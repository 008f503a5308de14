import { RequestError } from 'octokit'

export interface Failure {
  readonly status: number
  readonly message: string
  readonly headers: Readonly<Record<string, unknown>>
}

/** The refusal of a call that must be refused. */
export async function failureOf(call: Promise<unknown>): Promise<Failure> {
  try {
    await call
  } catch (error) {
    if (!(error instanceof RequestError)) throw error
    const body = error.response?.data
    const message =
      typeof body === 'object' && body !== null && 'message' in body ? String(body.message) : ''
    return { status: error.status, message, headers: error.response?.headers ?? {} }
  }
  throw new Error('The call was not refused.')
}
