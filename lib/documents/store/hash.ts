import { createHash } from 'node:crypto'

/** Names a text; equal texts have equal names. */
export const toContentHash = (text: string) => createHash('sha256').update(text).digest('hex')

/** The id git gives a file with this content: https://git-scm.com/book/en/v2/Git-Internals-Git-Objects */
export function toBlobSha(text: string): string {
  const bytes = Buffer.from(text)
  return createHash('sha1').update(`blob ${bytes.byteLength}\0`).update(bytes).digest('hex')
}
