import type { ComponentRelease } from './release-port.ts'

export type ReleaseName = Pick<ComponentRelease, 'version' | 'commitSha'>

const fullCommit = /(?<![0-9a-z])[0-9a-f]{40}(?![0-9a-z])/i
const shortCommit = /(?<![0-9a-z])[0-9a-f]{7,39}(?![0-9a-z])/gi
const mixed = /(?=.*\d)(?=.*[a-f])/i
const date = /^(19|20)\d\d(0[1-9]|1[0-2])/
// What stands before a commit that happens to have digits alone.
const announced = /(?:^|[-_/])(?:v?\d+\.\d+\S*|git|sha|commit)[-_.+]$/i
const around = /[-_.+/]*(?:\b(?:git|sha|commit|g)[-_.]?)?$/i
const version = /(?:^|[-_/])(v?\d+\.\d+(?:\.\d+)?(?:[-.+][0-9A-Za-z.-]+)?|rc-\d{4}-\d{2}-\d{2})$/i

/** Version and commit out of a version label or image tag, as far as it names them: `v1.2.0-4f2a9c1`, `sha-4f2a9c1`. */
export function parseReleaseName(name: string): ReleaseName {
  const commit = fullCommit.exec(name) ?? [...name.matchAll(shortCommit)].findLast(isCommit) ?? null
  const rest =
    commit === null
      ? name
      : joinAround(name.slice(0, commit.index), name.slice(commit.index + commit[0].length))
  return {
    version: version.exec(rest)?.[1] ?? null,
    commitSha: commit?.[0].toLowerCase() ?? null,
  }
}

/** Plain words and dates are none; a run of digits is one only behind a version or a word that says so. */
function isCommit({ 0: text, index, input }: RegExpExecArray): boolean {
  if (mixed.test(text)) return true
  return !date.test(text) && announced.test(input.slice(0, index))
}

function joinAround(before: string, after: string): string {
  return before.replace(around, '') + (before === '' ? after.replace(/^[-_.+/]+/, '') : after)
}
