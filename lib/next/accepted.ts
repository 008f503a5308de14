/** Answers that something was taken on and will happen: where to look, and what is known so far. */
export function toAccepted(location: string, body: unknown): Response {
  return Response.json(body, { status: 202, headers: { location } })
}
