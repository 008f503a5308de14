import { z } from 'zod'

// https://backstage.io/docs/features/software-catalog/descriptor-format: other fields are allowed and ignored.

/** Absent, of another type, or a `$text`/`$json`/`$yaml` placeholder, which would mean fetching something: ignored. */
const optionalText = z.string().optional().catch(undefined)

const link = z.object({ url: z.string(), title: optionalText }).nullable().catch(null)

const spec = z
  .object({
    type: optionalText,
    owner: optionalText,
    system: optionalText,
    profile: z.object({ displayName: optionalText }).optional().catch(undefined),
  })
  .catch({})

export const entitySchema = z.object({
  apiVersion: z.string().startsWith('backstage.io/'),
  kind: z.string(),
  metadata: z.object({
    name: z.string().regex(/^[A-Za-z0-9](?:[-_.A-Za-z0-9]{0,61}[A-Za-z0-9])?$/),
    title: optionalText,
    description: optionalText,
    annotations: z.record(z.string(), z.unknown()).catch({}),
    links: z.array(link).catch([]),
  }),
  spec: spec.default({}),
})

export type BackstageEntity = z.output<typeof entitySchema>
