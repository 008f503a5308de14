import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const relativePath = z
  .string()
  .min(1)
  .refine(
    (path) => !path.startsWith('/') && !path.split('/').includes('..'),
    'stays in the release',
  )

/** `deploy/processes.json` of a release: what the host runs of it. */
export const Manifest = z.strictObject({
  processes: z
    .array(
      z.strictObject({
        component: z.string().min(1),
        entry: relativePath,
        /** The process reports a port before it counts as started. */
        listens: z.boolean(),
      }),
    )
    .min(1),
  /** Folders of the release that are links to folders which outlive it. */
  persistent: z.record(relativePath, relativePath).default({}),
  /** Script that brings the database to what this release expects. */
  migration: relativePath.optional(),
})
export type Manifest = z.infer<typeof Manifest>

export function readManifest(releaseFolder: string): Manifest {
  return Manifest.parse(
    JSON.parse(readFileSync(join(releaseFolder, 'deploy/processes.json'), 'utf8')),
  )
}
