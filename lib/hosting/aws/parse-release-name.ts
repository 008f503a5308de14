import type { ComponentRelease } from '../release-port.ts'

export type ReleaseName = Pick<ComponentRelease, 'version' | 'commitSha'>

const fullCommit = /(?<![0-9a-z])[0-9a-f]{40}(?![0-9a-z])/i
// A short id has a digit and a letter: dates and plain words are none.
const shortCommit = /(?<![0-9a-z])(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,39}(?![0-9a-z])/gi
const around = /[-_.+/]*(?:\b(?:git|sha|commit|g)[-_.]?)?$/i
const version = /(?:^|[-_/])(v?\d+\.\d+(?:\.\d+)?(?:[-.+][0-9A-Za-z.-]+)?|rc-\d{4}-\d{2}-\d{2})$/i

/** Version and commit out of a version label or image tag, as far as it names them: `v1.2.0-4f2a9c1`, `sha-4f2a9c1`. */
export function parseReleaseName(name: string): ReleaseName {
  const commit = fullCommit.exec(name) ?? [...name.matchAll(shortCommit)].at(-1) ?? null
  const rest =
    commit === null
      ? name
      : joinAround(name.slice(0, commit.index), name.slice(commit.index + commit[0].length))
  return {
    version: version.exec(rest)?.[1] ?? null,
    commitSha: commit?.[0].toLowerCase() ?? null,
  }
}

function joinAround(before: string, after: string): string {
  return before.replace(around, '') + (before === '' ? after.replace(/^[-_.+/]+/, '') : after)
}
