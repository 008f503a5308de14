import { isProberCutOff } from '../is-prober-cut-off.ts'

/** Calls a target once more, out of its turn; true when anything was heard of it. */
export type Recheck = () => Promise<boolean>

/** Remembers which systems were heard of, to tell "they are down" from "I am cut off". */
export interface Contacts {
  note(systemId: string, heard: boolean, recheck: Recheck): void
  /** Asks some of the systems that answered lately once more, unless that was done a moment ago. */
  assess(): Promise<boolean>
}

interface Contact {
  readonly heard: boolean
  readonly atMs: number
  readonly lastHeardAtMs: number
  readonly recheck: Recheck
}

const freshMs = 3_000
// A system that was silent for long is no witness: its silence proves nothing.
const witnessMs = 600_000
// Enough that a real outage of a third of the systems is not taken for a cut, whichever are asked.
const maxAsked = 20

export function createContacts(nowMs: () => number = () => performance.now()): Contacts {
  const contacts = new Map<string, Contact>()
  let assessed: { readonly atMs: number; readonly answer: Promise<boolean> } | null = null

  function note(systemId: string, heard: boolean, recheck: Recheck): void {
    const atMs = nowMs()
    const lastHeardAtMs = heard ? atMs : (contacts.get(systemId)?.lastHeardAtMs ?? -Infinity)
    contacts.set(systemId, { heard, atMs, lastHeardAtMs, recheck })
  }

  async function ask(): Promise<boolean> {
    const witnesses = [...contacts].filter(
      ([, { lastHeardAtMs }]) => nowMs() - lastHeardAtMs < witnessMs,
    )
    const sample = shuffle(witnesses).slice(0, maxAsked)
    const answers = await Promise.all(
      sample.map(async ([systemId, contact]) => {
        // What was heard a second ago may be from before the cut; silence just now need not be waited for again.
        if (!contact.heard && nowMs() - contact.atMs < freshMs) return { heard: false }
        const heard = await contact.recheck()
        note(systemId, heard, contact.recheck)
        return { heard }
      }),
    )
    return isProberCutOff(answers)
  }

  return {
    note,
    assess() {
      if (!assessed || nowMs() - assessed.atMs > freshMs) {
        assessed = { atMs: nowMs(), answer: ask() }
      }
      return assessed.answer
    },
  }
}

function shuffle<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, order: Math.random() }))
    .toSorted((a, b) => a.order - b.order)
    .map(({ item }) => item)
}
