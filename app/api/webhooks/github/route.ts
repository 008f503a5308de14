import { newId } from '#lib/core/ids.ts'
import { toAppError, toProblemResponse } from '#lib/next/problem.ts'
import { readBody } from '#lib/next/read-body.ts'
import { bodyLimitBytes, receiveDelivery } from '#lib/webhooks/index.ts'

export const dynamic = 'force-dynamic'

/** GitHub's webhook. Its caller proves itself by the signature over the raw body, not by a session or token. */
export async function POST(request: Request): Promise<Response> {
  try {
    const status = await receiveDelivery(request.headers, () => readBody(request, bodyLimitBytes))
    return Response.json({ status }, { status: status === 'accepted' ? 202 : 200 })
  } catch (error) {
    return toProblemResponse(toAppError(error), newId())
  }
}
