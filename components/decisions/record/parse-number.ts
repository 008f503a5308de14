/** A number as people type it, with a comma or a point; null for an empty field, undefined for something else. */
export function parseNumber(text: string): number | null | undefined {
  const trimmed = text.trim()
  if (trimmed === '') return null
  const value = Number(trimmed.replace(/\s/g, '').replace(',', '.'))
  return Number.isFinite(value) ? value : undefined
}
