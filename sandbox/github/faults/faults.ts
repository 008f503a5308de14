import {
  type FaultInput,
  type FaultRule,
  faultSchema,
  isWebhookEffect,
  type RequestEffect,
  type WebhookEffect,
} from './fault.ts'

export interface ActiveFault extends FaultRule {
  readonly id: number
  /** How often it has struck. */
  readonly struck: number
  /** Null until cleared. */
  readonly remaining: number | null
}

/** Scripted misbehaviour. Rules are asked in the order they were added. */
export interface Faults {
  /** Throws ZodError for a rule that makes no sense. */
  add(rule: FaultInput): ActiveFault
  list(): ActiveFault[]
  clear(): void
  /** The effect on this request, counted as struck; null when none applies. */
  takeForRequest(method: string, path: string): RequestEffect | null
  takeForEvent(name: string, action: string | null): WebhookEffect | null
}

export function createFaults(): Faults {
  const rules = new Map<number, ActiveFault>()
  let nextId = 1

  function take<E extends RequestEffect | WebhookEffect>(
    applies: (rule: ActiveFault) => E | null,
  ): E | null {
    for (const rule of rules.values()) {
      if (rule.remaining === 0) continue
      const effect = applies(rule)
      if (effect === null) continue
      const remaining = rule.remaining === null ? null : rule.remaining - 1
      rules.set(rule.id, { ...rule, struck: rule.struck + 1, remaining })
      return effect
    }
    return null
  }

  return {
    add(input) {
      const rule = faultSchema.parse(input)
      const once = rule.effect.kind === 'reorder-webhooks' ? rule.effect.hold : 1
      const active = {
        ...rule,
        id: nextId++,
        struck: 0,
        remaining: rule.times === undefined ? once : rule.times,
      }
      rules.set(active.id, active)
      return active
    },
    list: () => [...rules.values()],
    clear: () => rules.clear(),
    takeForRequest: (method, path) =>
      take(({ match, effect }) => {
        if (isWebhookEffect(effect)) return null
        const isMethod = match.method === undefined || match.method.toUpperCase() === method
        const isPath = match.path === undefined || new RegExp(match.path).test(path)
        return isMethod && isPath ? effect : null
      }),
    takeForEvent: (name, action) =>
      take(({ match, effect }) => {
        if (!isWebhookEffect(effect)) return null
        const isEvent =
          match.event === undefined || match.event === name || match.event === `${name}.${action}`
        return isEvent ? effect : null
      }),
  }
}
