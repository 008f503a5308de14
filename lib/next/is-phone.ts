/** A guess from the request, so that the first answer has the right layout; the browser corrects it. */
export function isPhone(headers: Pick<Headers, 'get'>): boolean {
  return headers.get('sec-ch-ua-mobile') === '?1' || /\bMobi/.test(headers.get('user-agent') ?? '')
}
