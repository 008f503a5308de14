import type { DecisionStatus } from '../words.ts'
import { fold } from './fold.ts'

/** Words of a status, in the order they are looked for: the first that stands in the text counts. */
const statusWords: readonly (readonly [DecisionStatus, readonly string[]])[] = [
  [
    'superseded',
    ['superseded', 'superceded', 'supersedet', 'replaced', 'ersetzt', 'abgeloest', 'ueberholt'],
  ],
  [
    'proposed',
    [
      'nicht entschieden',
      'noch nicht entschieden',
      'nicht angenommen',
      'noch offen',
      'undecided',
      'not decided',
      'not yet decided',
      'not accepted',
      'not yet accepted',
      'unentschieden',
      'to be decided',
      'zu entscheiden',
    ],
  ],
  [
    'deprecated',
    [
      'deprecated',
      'veraltet',
      'obsolete',
      'obsolet',
      'retired',
      'aufgehoben',
      'ungueltig',
      'zurueckgezogen',
      'withdrawn',
      'amended and deprecated',
    ],
  ],
  [
    'rejected',
    [
      'rejected',
      'declined',
      'abgelehnt',
      'verworfen',
      'denied',
      'abandoned',
      'wontfix',
      "won't do",
      'cancelled',
      'canceled',
    ],
  ],
  [
    'accepted',
    [
      'accepted',
      'approved',
      'decided',
      'adopted',
      'implemented',
      'done',
      'active',
      'final',
      'angenommen',
      'entschieden',
      'akzeptiert',
      'beschlossen',
      'genehmigt',
      'umgesetzt',
      'gueltig',
      'erledigt',
      'abgenommen',
      'in kraft',
    ],
  ],
  [
    'proposed',
    [
      'proposed',
      'proposal',
      'draft',
      'pending',
      'todo',
      'to do',
      'open',
      'wip',
      'in progress',
      'in review',
      'under review',
      'review',
      'rfc',
      'in discussion',
      'tbd',
      'new',
      'planned',
      'backlog',
      'spike',
      'vorgeschlagen',
      'vorschlag',
      'entwurf',
      'offen',
      'in arbeit',
      'in pruefung',
      'in diskussion',
      'geplant',
      'neu',
      'angedacht',
      'idee',
      'in bearbeitung',
      'ausstehend',
      'zur entscheidung',
    ],
  ],
]

const patterns = statusWords.map(([status, words]) => {
  const any = words.map((word) => word.replaceAll(/[^a-z ]/g, '\\$&')).join('|')
  return [status, new RegExp(`(?<![a-z])(?:${any})(?![a-z])`)] as const
})

/** What a status line or a sentence about the decision says; null when it uses other words. */
export function readStatus(text: string): DecisionStatus | null {
  const words = fold(text.slice(0, 1_000))
  const found = patterns.find(([, pattern]) => pattern.test(words))
  return found ? found[0] : null
}

/** How the document's own way says a status. */
export const statusNames: Readonly<Record<'de' | 'en', Readonly<Record<DecisionStatus, string>>>> =
  {
    de: {
      proposed: 'vorgeschlagen',
      accepted: 'angenommen',
      rejected: 'abgelehnt',
      deprecated: 'veraltet',
      superseded: 'ersetzt',
    },
    en: {
      proposed: 'proposed',
      accepted: 'accepted',
      rejected: 'rejected',
      deprecated: 'deprecated',
      superseded: 'superseded',
    },
  }
