/** An address that may be followed: http, https, mail, or relative to the page. Null for every other. */
export function toSafeUrl(url: string | undefined): string | null {
  const trimmed = url?.trim() ?? ''
  if (trimmed === '' || /\p{Cc}|\p{Cf}/u.test(trimmed)) return null
  if (/^https?:\/\/[^/]/i.test(trimmed)) return URL.canParse(trimmed) ? trimmed : null
  // A scheme, or an address that another host could be read from.
  if (/^[^/?#]*:/.test(trimmed) || /^[/\\]{2}/.test(trimmed) || trimmed.includes('\\')) return null
  return trimmed
}
