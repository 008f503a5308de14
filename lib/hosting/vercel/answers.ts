import { z } from 'zod'
import { epochMs } from '../http/fields.ts'

// https://vercel.com/docs/rest-api

const shared = {
  readyState: z.string().optional(),
  /** `STAGED` never had production's traffic, `ROLLING` gets it little by little, `PROMOTED` had it. */
  readySubstate: z.string().nullish(),
  meta: z.record(z.string(), z.unknown()).nullish(),
  createdAt: epochMs.optional(),
  aliasError: z.looseObject({ code: z.string().optional(), message: z.string() }).nullish(),
}

export const deploymentAnswer = z.looseObject({
  id: z.string().min(1),
  ...shared,
  readyState: z.string(),
  regions: z.array(z.string()).nullish(),
  ready: epochMs.optional(),
  projectId: z.string().nullish(),
  target: z.string().nullish(),
})
export type Deployment = z.output<typeof deploymentAnswer>

const listedSchema = z.looseObject({
  uid: z.string().min(1),
  ...shared,
  created: epochMs.optional(),
  target: z.string().nullish(),
  isRollbackCandidate: z.boolean().nullish(),
})
export type ListedDeployment = z.output<typeof listedSchema>
export const deploymentsAnswer = z.looseObject({ deployments: z.array(listedSchema) })

export const projectAnswer = z.looseObject({
  id: z.string().min(1),
  name: z.string(),
  targets: z
    .looseObject({ production: z.looseObject({ id: z.string().min(1) }).nullish() })
    .nullish(),
  /** The newest promotion or rollback. */
  lastAliasRequest: z
    .looseObject({
      fromDeploymentId: z.string().nullish(),
      toDeploymentId: z.string(),
      jobStatus: z.string(),
      requestedAt: epochMs,
      type: z.string(),
    })
    .nullish(),
})
export type Project = z.output<typeof projectAnswer>

export const aliasesAnswer = z.looseObject({
  aliases: z.array(z.looseObject({ alias: z.string(), status: z.string() })),
})

export const envsAnswer = z.looseObject({
  envs: z.array(
    z.looseObject({
      key: z.string(),
      type: z.string(),
      target: z.union([z.string(), z.array(z.string())]).nullish(),
      updatedAt: epochMs.nullish(),
    }),
  ),
})
export type VercelEnv = z.output<typeof envsAnswer>['envs'][number]

export const domainsAnswer = z.looseObject({
  domains: z.array(z.looseObject({ name: z.string() })),
})

export const certificatesAnswer = z.looseObject({
  certs: z.array(
    z.looseObject({ cns: z.array(z.string()), expiration: z.union([z.string(), z.number()]) }),
  ),
})
export type Certificate = z.output<typeof certificatesAnswer>['certs'][number]

/** A row of a build's log, in its old and its new form. */
export const buildEvent = z.looseObject({
  id: z.string().optional(),
  date: epochMs.optional(),
  created: epochMs.optional(),
  text: z.string().nullish(),
  type: z.string().optional(),
  payload: z
    .looseObject({
      id: z.string().optional(),
      date: epochMs.optional(),
      text: z.string().nullish(),
    })
    .nullish(),
})
export type BuildEvent = z.output<typeof buildEvent>
export const buildEventsAnswer = z.array(buildEvent)

export const runtimeRow = z.looseObject({
  rowId: z.string().min(1),
  timestampInMs: epochMs,
  level: z.string().optional(),
  message: z.string().nullish(),
  messageTruncated: z.boolean().optional(),
  source: z.string().optional(),
  requestMethod: z.string().nullish(),
  requestPath: z.string().nullish(),
  responseStatusCode: z.number().nullish(),
})
export type RuntimeRow = z.output<typeof runtimeRow>

export const userAnswer = z.looseObject({
  user: z.looseObject({ email: z.string().nullish(), username: z.string().nullish() }),
})
