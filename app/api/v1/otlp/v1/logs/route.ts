import { newId } from '#lib/core/ids.ts'
import { otlpBodyLimitBytes, receiveOtlpLogs } from '#lib/logs/index.ts'
import { toAppError, toProblemResponse } from '#lib/next/problem.ts'
import { readBody } from '#lib/next/read-body.ts'

export const dynamic = 'force-dynamic'

/** OTLP/HTTP for logs. Its caller proves itself by a token of the stage, not by a session or a token of the API. */
export async function POST(request: Request): Promise<Response> {
  try {
    const answer = await receiveOtlpLogs(request.headers, () =>
      readBody(request, otlpBodyLimitBytes),
    )
    return Response.json(answer)
  } catch (error) {
    return toProblemResponse(toAppError(error), newId())
  }
}
