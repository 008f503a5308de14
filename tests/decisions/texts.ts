export interface RecordText {
  readonly number?: string
  readonly title?: string
  readonly status?: string
  readonly extra?: string
  readonly body?: string
}

/** A short record in the layout of MADR 4. */
export function toRecordText({
  number = 'DEC-001',
  title = 'Host in the EU',
  status = 'proposed',
  extra = '',
  body = '',
}: RecordText = {}): string {
  return `---
status: ${status}
date: 2026-03-01
decision-makers: Lena, Ada
${extra}---

# ${number} ${title}

## Context and Problem Statement

Where do we run web and worker?

## Considered Options

* Option A: one host
* Option B: two platforms

## Decision Outcome

Chosen option: "Option A: one host", because it is simple.

${body}`
}
