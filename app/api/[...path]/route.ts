import { notFound } from '#lib/core/errors.ts'
import { newId } from '#lib/core/ids.ts'
import { toProblemResponse } from '#lib/next/problem.ts'

/** Addresses below /api that lead nowhere answer like the rest of the API and not with a page. */
function answer(request: Request): Response {
  const { pathname } = new URL(request.url)
  return toProblemResponse(
    notFound(`The address ${pathname}`, { reason: 'no_such_address' }),
    newId(),
  )
}

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT }
