import { z } from 'zod'
import { moment } from '../http/fields.ts'

// Fields and phases: https://docs.digitalocean.com/reference/api/digitalocean/#tag/Apps

const envSchema = z.looseObject({
  key: z.string(),
  value: z.string().optional(),
  type: z.string().optional(),
  scope: z.string().optional(),
})

const specPartSchema = z.looseObject({
  name: z.string(),
  instance_count: z.int().optional(),
  autoscaling: z.unknown().optional(),
  envs: z.array(envSchema).optional(),
})
export type SpecPart = z.output<typeof specPartSchema>

const parts = {
  services: z.array(specPartSchema).optional(),
  workers: z.array(specPartSchema).optional(),
  jobs: z.array(specPartSchema).optional(),
  static_sites: z.array(specPartSchema).optional(),
}

const specSchema = z.looseObject({
  name: z.string(),
  ...parts,
  envs: z.array(envSchema).optional(),
  domains: z
    .array(z.looseObject({ domain: z.string(), minimum_tls_version: z.string().optional() }))
    .optional(),
})
export type AppSpec = z.output<typeof specSchema>

const builtPartSchema = z.looseObject({
  name: z.string(),
  source_commit_hash: z.string().optional(),
})

export const deploymentSchema = z.looseObject({
  id: z.string().min(1),
  phase: z.string(),
  created_at: moment,
  updated_at: moment.optional(),
  cause: z.string().optional(),
  cloned_from: z.string().optional(),
  services: z.array(builtPartSchema).optional(),
  workers: z.array(builtPartSchema).optional(),
  jobs: z.array(builtPartSchema).optional(),
  static_sites: z.array(builtPartSchema).optional(),
  progress: z
    .looseObject({
      success_steps: z.int().optional(),
      total_steps: z.int().optional(),
    })
    .optional(),
})
export type Deployment = z.output<typeof deploymentSchema>

export const appSchema = z.looseObject({
  id: z.string().min(1),
  spec: specSchema,
  active_deployment: deploymentSchema.nullish(),
  in_progress_deployment: deploymentSchema.nullish(),
  pinned_deployment: deploymentSchema.nullish(),
  region: z.looseObject({ slug: z.string() }).optional(),
  domains: z
    .array(
      z.looseObject({
        spec: z.looseObject({ domain: z.string() }),
        phase: z.string().optional(),
        certificate_expires_at: moment.optional(),
      }),
    )
    .optional(),
})
export type App = z.output<typeof appSchema>

export const appAnswer = z.looseObject({ app: appSchema })
/** For the spec as it came; `appAnswer` has checked it. */
export const rawSpecAnswer = z.object({ app: z.object({ spec: z.unknown() }) })
export const appsAnswer = z.looseObject({
  apps: z.array(z.looseObject({ id: z.string(), spec: z.looseObject({ name: z.string() }) })),
})
export const deploymentAnswer = z.looseObject({ deployment: deploymentSchema })
export const deploymentsAnswer = z.looseObject({ deployments: z.array(deploymentSchema) })

export const healthAnswer = z.looseObject({
  app_health: z.looseObject({
    components: z
      .array(
        z.looseObject({
          name: z.string(),
          state: z.string().optional(),
          replicas_desired: z.int().optional(),
          replicas_ready: z.int().optional(),
        }),
      )
      .optional(),
  }),
})
export type ComponentHealth = NonNullable<
  z.output<typeof healthAnswer>['app_health']['components']
>[number]

const condition = z.looseObject({ code: z.string() })
export const validationAnswer = z.looseObject({
  valid: z.boolean(),
  error: condition.nullish(),
  warnings: z.array(condition).nullish(),
})

export const logUrlsAnswer = z.looseObject({
  live_url: z.string().optional(),
  historic_urls: z.array(z.string()).nullish(),
})
export type LogUrls = z.output<typeof logUrlsAnswer>

export const accountAnswer = z.looseObject({ account: z.looseObject({ email: z.string() }) })
