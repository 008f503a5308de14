import { join } from 'node:path'
import { z } from 'zod'
import { credentialPlatforms } from '#lib/credentials/schemas.ts'
import { findText } from '#scripts/lib/private-file.ts'
import { Problem } from '#scripts/lib/problem.ts'

const schema = z.object({
  pid: z.int(),
  github: z.object({
    apiUrl: z.string(),
    webUrl: z.string(),
    app: z.object({ id: z.coerce.string(), privateKeyFile: z.string() }),
    oauth: z.object({ clientId: z.string(), clientSecret: z.string() }),
    webhookSecret: z.string(),
  }),
  edge: z.object({ caFile: z.string() }),
  connectTo: z.string(),
  catalogDir: z.string(),
  repositories: z.array(z.string()),
  ssh: z.object({
    privateKeyFile: z.string(),
    keyFingerprint: z.string(),
    hosts: z.array(z.object({ host: z.string(), port: z.int(), fingerprint: z.string() })),
  }),
  platforms: z.array(
    z.object({
      platform: z.enum(credentialPlatforms),
      setting: z.string(),
      url: z.string(),
      credential: z.record(z.string(), z.string()),
    }),
  ),
  hostUrl: z.string(),
  tokenFile: z.string(),
})

/** What a sandbox says about itself as soon as it is ready. */
export type Sandbox = z.infer<typeof schema>

/** Null while the sandbox of this folder is not ready. */
export function findSandbox(folder: string): Sandbox | null {
  return schema.safeParse(JSON.parse(findText(join(folder, 'sandbox.json')) ?? 'null')).data ?? null
}

export function getSandbox(folder: string): Sandbox {
  const sandbox = findSandbox(folder)
  if (sandbox === null) throw new Problem(`No sandbox runs in ${folder}.`)
  return sandbox
}
