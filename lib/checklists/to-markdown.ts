import type { Language } from './schemas.ts'
import type { ChecklistView, ItemView } from './types.ts'

const texts = {
  de: {
    of: 'von',
    blocking: 'blockierend',
    deadline: 'Frist',
    owner: 'Verantwortlich',
    asOf: 'Stand',
    notApplicable: 'trifft nicht zu',
    expired: 'bestätigt, abgelaufen',
    unknown: 'nicht bekannt',
    probe: 'gemessen',
    person: 'bestätigt',
    file: 'in der Datei abgehakt',
    optional: 'nicht blockierend',
  },
  en: {
    of: 'of',
    blocking: 'blocking',
    deadline: 'Deadline',
    owner: 'Owner',
    asOf: 'As of',
    notApplicable: 'not applicable',
    expired: 'attested, expired',
    unknown: 'not known',
    probe: 'measured',
    person: 'attested',
    file: 'ticked in the file',
    optional: 'not blocking',
  },
} as const

/** A list to paste elsewhere: task list items with what they rest on. */
export function toMarkdown(list: ChecklistView, language: Language, now: Date): string {
  const t = texts[language]
  const { system, stage, met, total, blocking, deadline, owner } = list
  const place = [system?.name, stage?.name].filter(Boolean).join(' → ')
  const facts = [
    `${met} ${t.of} ${total}, ${blocking} ${t.blocking}`,
    ...(deadline ? [`${t.deadline}: ${deadline}`] : []),
    ...(owner ? [`${t.owner}: ${toLine(owner)}`] : []),
    `${t.asOf}: ${now.toISOString()}`,
  ]
  const sections = Map.groupBy(list.items, ({ section }) => section)
  const parts = [...sections].map(([section, items]) =>
    [
      ...(section === null ? [] : [`## ${toLine(section)}`, '']),
      ...items.map((item) => toTask(item, t)),
    ].join('\n'),
  )
  const title = `# ${toLine(list.title)}${place ? ` (${place})` : ''}`
  return `${[title, facts.join(' · '), ...parts].join('\n\n')}\n`
}

type Texts = (typeof texts)[Language]

function toTask(item: ItemView, t: Texts): string {
  const isDone = item.state === 'met' || item.state === 'not_applicable'
  const word = toWord(item, t)
  const optional = item.isBlocking ? [] : [t.optional]
  const notes = [...optional, ...(word ? [word] : [])].join('; ')
  return `- [${isDone ? 'x' : ' '}] ${toLine(item.text)}${notes ? ` — ${notes}` : ''}`
}

function toWord(item: ItemView, t: Texts): string | null {
  const { state, by, evidence, attestation, notApplicable } = item
  if (state === 'not_applicable') {
    return `${t.notApplicable}: ${toLine(notApplicable?.reason ?? '')} (${notApplicable?.by})`
  }
  if (by === 'probe') {
    const seen = [evidence?.value, evidence?.observedAt?.slice(0, 16)].filter(Boolean).join(', ')
    const word = state === 'unknown' ? t.unknown : t.probe
    return `${word}: ${evidence?.verdict ?? '?'}${seen ? ` (${seen})` : ''}`
  }
  if (by === 'person' && attestation) {
    const link = attestation.evidenceUrl ? ` <${attestation.evidenceUrl}>` : ''
    const word = state === 'expired' ? t.expired : t.person
    return `${word}: ${toLine(attestation.by)}, ${attestation.at.slice(0, 10)}${link}`
  }
  return by === 'file' ? t.file : null
}

const toLine = (text: string) => text.replace(/\s+/g, ' ').trim()
