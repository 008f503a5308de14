import description from '#public/openapi.json' with { type: 'json' }

/** The API description, made from the routes themselves by `npm run openapi`; it holds nothing private. */
export function GET(): Response {
  return Response.json(description, { headers: { 'cache-control': 'public, max-age=300' } })
}
