import { redactSecrets } from '#lib/core/redact.ts'
import { toInertText } from '#lib/core/text.ts'
import type { PlatformFact, PlatformIssue } from '../port.ts'
import type { Issue, OpenIssues } from './client.ts'

const shownIssues = 5
const longestTitle = 300

export function toFacts({ newest, count }: OpenIssues, subject: string): PlatformFact[] {
  return [
    { name: 'open_issues', subject, value: count },
    { name: 'newest_issues', subject, value: newest.slice(0, shownIssues).map(toIssue) },
  ]
}

/** Whoever can make the system fail chooses the title, so it is taken as text from outside. */
function toIssue({ title, count, lastSeen, permalink }: Issue): PlatformIssue {
  return {
    title: redactSecrets(toInertText(title)).slice(0, longestTitle),
    count,
    lastSeenAt: lastSeen.toISOString(),
    url: toWebAddress(permalink),
  }
}

function toWebAddress(text: string | null | undefined): string | null {
  const url = text ? URL.parse(text) : null
  return url && /^https?:$/.test(url.protocol) ? url.href : null
}
