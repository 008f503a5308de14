/** Where an item stands, worst first. */
export const itemStates = ['unmet', 'expired', 'unknown', 'met', 'not_applicable'] as const

export type ItemState = (typeof itemStates)[number]

/** Whose word an item's state is. */
export const itemVoices = ['probe', 'person', 'file'] as const

export type ItemVoice = (typeof itemVoices)[number]

/** Where a list stands, worst first: blocking items are open, others are, none is. */
export const listStates = ['blocked', 'open', 'done'] as const

export type ListState = (typeof listStates)[number]

/** Everything a person can do with an item. */
export const itemActions = [
  'attest',
  'withdraw',
  'set-not-applicable',
  'set-applicable',
  'bind',
  'link',
  'unbind',
  'set-blocking',
] as const

export type ItemAction = (typeof itemActions)[number]

/** How an item of a snapshot compares with today, most interesting first. */
export const itemChanges = ['gone_bad', 'gone_good', 'added', 'removed', 'same'] as const

export type ItemChange = (typeof itemChanges)[number]
