import 'server-only'
import { getGitHub, type Result, readRepository } from '#lib/github/index.ts'

/** Reads from a repository under the name it goes by now: what was started under the old one is found there. */
export async function withCurrentName<T>(
  repository: string,
  signal: AbortSignal,
  read: (repository: string) => Promise<Result<T>>,
): Promise<Result<T>> {
  const first = await read(repository)
  if (first.ok || first.failure.kind !== 'moved') return first
  const current = await readRepository(getGitHub(), repository, signal)
  if (current.ok) return read(current.value.fullName)
  const { failure } = current
  return failure.kind === 'moved' && failure.repository ? read(failure.repository) : current
}
