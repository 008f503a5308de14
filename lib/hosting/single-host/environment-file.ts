/** Settings of one unit by name. */
export type Settings = ReadonlyMap<string, string>

const assignment = /^([A-Za-z_][A-Za-z0-9_]*)=([\s\S]*)$/

/**
 * Reads an `EnvironmentFile=` as systemd does: comments, quotes, and lines continued behind a backslash.
 * https://man7.org/linux/man-pages/man5/systemd.exec.5.html
 */
export function parseEnvironmentFile(text: string): Settings {
  const settings = new Map<string, string>()
  for (const line of text.replaceAll('\\\n', ' ').split('\n')) {
    const match = /^[#;]/.test(line.trim()) ? null : assignment.exec(line.trim())
    if (match?.[1]) settings.set(match[1], unquote(match[2] ?? ''))
  }
  return settings
}

/** Reads the value of `Environment=` as `systemctl show` prints it: words, quoted where they hold blanks. */
export function parseEnvironment(text: string): Settings {
  const settings = new Map<string, string>()
  for (const [word] of text.matchAll(/"(?:[^"\\]|\\[\s\S])*"|(?:[^\s"\\]|\\[\s\S])+/g)) {
    const match = assignment.exec(unquote(word))
    if (match?.[1]) settings.set(match[1], match[2] ?? '')
  }
  return settings
}

/** The files behind `EnvironmentFiles=`, and whether one may be missing. */
export function parseEnvironmentFiles(
  lines: readonly string[],
): readonly { readonly path: string; readonly isOptional: boolean }[] {
  return lines.flatMap((line) => {
    const match = /^(\/.*?)(?: \(ignore_errors=(yes|no)\))?$/.exec(line)
    return match?.[1] ? [{ path: match[1], isOptional: match[2] === 'yes' }] : []
  })
}

function unquote(value: string): string {
  const [, quoted] = /^'([\s\S]*)'$/.exec(value) ?? []
  if (quoted !== undefined) return quoted
  const text = /^"([\s\S]*)"$/.exec(value)?.[1] ?? value
  return text.replace(/\\([\s\S])/g, '$1')
}
