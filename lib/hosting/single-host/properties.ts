/** The blocks of `Name=value` lines that `systemctl show` prints, one for each unit. */
export function parseProperties(output: string): ReadonlyMap<string, readonly string[]>[] {
  return output
    .split(/\n\s*\n/)
    .filter((block) => block.trim() !== '')
    .map(parseBlock)
}

function parseBlock(block: string): ReadonlyMap<string, readonly string[]> {
  const properties = new Map<string, string[]>()
  for (const line of block.split('\n')) {
    const split = line.indexOf('=')
    if (split <= 0) continue
    const name = line.slice(0, split)
    properties.set(name, [...(properties.get(name) ?? []), line.slice(split + 1)])
  }
  return properties
}

/** A time as systemd prints it in UTC, `Sat 2026-11-21 13:54:19 UTC`; null for anything else, `n/a` among it. */
export function parseTimestamp(text: string): Date | null {
  const match = /^(?:[A-Z][a-z]{2} )?(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(\.\d{1,6})? UTC$/.exec(text)
  if (!match) return null
  const date = new Date(`${match[1]}T${match[2]}${match[3]?.slice(0, 4) ?? ''}Z`)
  return Number.isNaN(date.getTime()) ? null : date
}
