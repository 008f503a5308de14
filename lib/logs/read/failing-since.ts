const since = new Map<string, Date>()
const maxRemembered = 2_000

/** Since when reading a source fails, as far as this process knows. */
export function noteFailure(stageId: string, source: string): Date {
  const key = `${stageId}/${source}`
  const first = since.get(key) ?? new Date()
  since.set(key, first)
  const oldest = since.keys().next().value
  if (since.size > maxRemembered && oldest !== undefined) since.delete(oldest)
  return first
}

export function noteSuccess(stageId: string, source: string): void {
  since.delete(`${stageId}/${source}`)
}
