import { envSchema } from '#lib/core/env.ts'

/** The text of `.env.example`: every setting with its meaning, its default commented out. */
export function renderSettings(): string {
  const settings = Object.entries(envSchema.shape).map(([name, field]) => {
    const example = field.safeParse(undefined)
    const value = example.success ? String(example.data ?? '') : ''
    return [...wrap(field.description ?? ''), `# ${name}=${value}`].join('\n')
  })
  return `${[...header, '', settings.join('\n\n')].join('\n')}\n`
}

const header = [
  '# Settings of Leitstand. Copy to .env and remove the # in front of what you set.',
  '# Without any of them `npm start` runs an embedded database and the sandbox.',
  '# Written by `npm run settings` from lib/core/env.ts.',
]

function wrap(text: string): string[] {
  const lines: string[] = []
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1)
    if (line === undefined || line.length + word.length > 98) lines.push(`# ${word}`)
    else lines[lines.length - 1] = `${line} ${word}`
  }
  return lines
}
