const assignment = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]{0,254})\s*=/

/** Names of settings in a file such as `.env.example`, each once, in their order. */
export function parseExample(text: string): readonly string[] {
  const names = text.split(/\r?\n/).flatMap((line) => assignment.exec(line)?.[1] ?? [])
  return [...new Set(names)]
}
