import 'server-only'
import { z } from 'zod'
import { handleAuthRequest } from '#lib/auth/sign-in/handle-auth-request.ts'
import { getEnv } from '#lib/core/env.ts'
import { newId } from '#lib/core/ids.ts'
import { logger } from '#lib/core/logger.ts'
import { parseInput } from './parse-input.ts'
import { toAppError, toProblemResponse } from './problem.ts'
import { readJson } from './read-body.ts'
import { requireSameOrigin } from './same-origin.ts'

const bodyLimitBytes = 4_096
const bodySchema = z.record(z.string(), z.unknown()).optional()

interface Segment {
  readonly params: Promise<{ readonly nextauth: string[] }>
}

/** The sign-in endpoints. They are open to everybody, so they keep their own rules instead of those of `defineRoute`. */
export async function authRoute(request: Request, segment: Segment): Promise<Response> {
  const requestId = newId()
  try {
    requireSameOrigin(request, getEnv().NEXTAUTH_URL)
    const { nextauth } = await segment.params
    const body =
      request.method === 'POST'
        ? parseInput(bodySchema, await readJson(request, bodyLimitBytes))
        : undefined
    return await handleAuthRequest({ request, segments: nextauth, body })
  } catch (error) {
    const failure = toAppError(error)
    if (failure.code === 'internal' || failure.code === 'unavailable') {
      logger.error({ requestId, error }, failure.message)
    }
    const response = toProblemResponse(failure, requestId)
    // A person waits at the end of the provider's redirect: the sign-in page says the same in words.
    if (request.method === 'GET') {
      response.headers.set('refresh', `0; url=/sign-in?error=${failure.reason}`)
    }
    return response
  }
}
