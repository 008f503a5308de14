/** The address if it lies within this portal, else its start page. Decided on the parsed address, never on its text. */
export function toOwnUrl(target: string, portalUrl: string): string {
  const { origin } = new URL(portalUrl)
  try {
    const url = new URL(target, origin)
    const isOwn = url.origin === origin && !url.username && !url.password
    return isOwn ? url.href : origin
  } catch {
    return origin
  }
}
