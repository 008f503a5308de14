import { toInertText } from '#lib/core/text.ts'
import type { LoadedProposal } from './load-proposal.ts'

type Said = Pick<LoadedProposal, 'title' | 'author' | 'reason' | 'path'>

/** A subject, the reasons, and a trailer that names who wrote it. */
export function toCommitMessage({ title, author, reason }: Said): string {
  return [toSubject(title), toReasons(reason), `Written-by: ${oneLine(author)}`].join('\n\n')
}

export function toPullRequestText({ title, author, reason, path }: Said) {
  return {
    title: toSubject(title),
    body: [toReasons(reason), `\`${path}\``, `Written by ${oneLine(author)} in Leitstand.`].join(
      '\n\n',
    ),
  }
}

const toSubject = (title: string) => `Record: ${oneLine(title).slice(0, 100)}`

const toReasons = (reason: string) =>
  reason
    .split('\n')
    .map((line) => oneLine(line))
    .filter(Boolean)
    .join('\n')

// A mention in somebody's reason must not call people on GitHub.
const oneLine = (text: string) =>
  toInertText(text).replace(/\s+/g, ' ').replaceAll('@', '@\u200b').trim()
