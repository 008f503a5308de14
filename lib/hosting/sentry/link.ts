/** Cursor of the next page in a `Link` header; null when `results` says that there is none. */
export function findNextCursor(header: string | string[] | undefined): string | null {
  const links = [header ?? []]
    .flat()
    .join(', ')
    .split(/,\s*(?=<)/)
  const next = links.find((link) => /;\s*rel="next"/.test(link))
  if (!next || !/;\s*results="true"/.test(next)) return null
  return /;\s*cursor="([^"]{1,200})"/.exec(next)?.[1] ?? null
}
