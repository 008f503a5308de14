const topics = ['Hosting', 'Warteschlange', 'Backups', 'Anmeldung', 'Suche', 'Karten', 'Abrechnung']
const words = [
  'Fehler',
  'Priorität',
  'Worker',
  'Datenbank',
  'Restore',
  'Kosten',
  'Ausfall',
  'Deploy',
  'Region',
  'Zertifikat',
  'Protokoll',
  'Schlüssel',
  'Verfügbarkeit',
  'Latenz',
  'Speicher',
  'Netz',
  'Container',
  'Prozess',
  'Versuch',
  'Grenze',
]
const statuses = ['proposed', 'accepted', 'accepted', 'accepted', 'rejected', 'deprecated']

const pick = (all: readonly string[], seed: number) => all[seed % all.length] ?? ''

/** A record of some 2 kB, another one for every number. */
export function toRecordText(number: number): string {
  const id = `DEC-${String(number + 1).padStart(5, '0')}`
  const sentence = (seed: number) =>
    Array.from({ length: 12 }, (_, index) => pick(words, seed * 7 + index * index + number)).join(
      ' ',
    )
  const paragraphs = Array.from({ length: 8 }, (_, index) => `${sentence(index)}.`).join('\n\n')
  const supersedes =
    number % 10 === 9 ? `supersedes: [DEC-${String(number).padStart(5, '0')}]\n` : ''
  return `---
status: ${pick(statuses, number)}
date: 2026-0${(number % 9) + 1}-1${number % 9}
decision-makers: [Lena, Ada]
${supersedes}---

# ${id} ${pick(topics, number)} ${pick(words, number)}

## Kontext und Problemstellung

${paragraphs}

## Betrachtete Optionen

* A) Ein Host: ${sentence(3)}
* B) Zwei Plattformen: ${sentence(5)}

## Bewertung

| Kriterium | Art | Gewicht | A | B |
| --- | --- | --- | --- | --- |
| EU | Muss | | ja – Frankfurt | ja – Dublin |
| Kosten | Score | 60 | 4/5 – günstig | 2/5 – teuer |
| Moving Parts | Score | 40 | 5/5 – wenige | 3/5 – viele |

## Entscheidung

Gewählte Option: „A) Ein Host“, weil ${sentence(9)}.

## Offene Fragen

- [ ] ${sentence(11)}?
`
}
