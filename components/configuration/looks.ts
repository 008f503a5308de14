import type { StatusLook } from '#components/ui/status-icon.tsx'
import type { FactVerdict, Presence } from '#lib/configuration/vocabulary.ts'

export const presenceLooks: Record<Presence, StatusLook> = {
  present: { tone: 'ok', shape: 'check' },
  absent: { tone: 'unknown', shape: 'dash' },
  unknown: { tone: 'unknown', shape: 'question' },
}

export const verdictLooks: Record<FactVerdict, StatusLook> = {
  good: { tone: 'ok', shape: 'check' },
  bad: { tone: 'warn', shape: 'triangle' },
  stated: { tone: 'info', shape: 'dash' },
  unknown: { tone: 'unknown', shape: 'question' },
}
