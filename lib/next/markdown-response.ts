/** A Markdown text byte for byte, with its hash to ask for changes by. */
export function toMarkdownResponse(
  request: Request,
  { text, hash }: { readonly text: string; readonly hash: string },
): Response {
  const headers = {
    etag: `"${hash}"`,
    'cache-control': 'private, no-cache',
    'content-type': 'text/markdown; charset=utf-8',
    'x-content-type-options': 'nosniff',
  }
  const known = request.headers.get('if-none-match')?.split(/\s*,\s*/) ?? []
  const isKnown = known.some((tag) => tag.replace(/^W\//, '') === headers.etag)
  return isKnown ? new Response(null, { status: 304, headers }) : new Response(text, { headers })
}
