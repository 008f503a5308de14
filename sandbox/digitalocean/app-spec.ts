import { z } from 'zod'
import { encryptValue } from '../rest/encrypt-value.ts'

const Env = z.looseObject({
  key: z.string(),
  value: z.string().optional(),
  type: z.string().optional(),
})
const Part = z.looseObject({
  name: z.string(),
  instance_count: z.int().optional(),
  autoscaling: z.unknown().optional(),
  envs: z.array(Env).optional(),
})
export const AppSpec = z.looseObject({
  name: z.string(),
  services: z.array(Part).optional(),
  workers: z.array(Part).optional(),
  envs: z.array(Env).optional(),
})
export type SpecPart = z.infer<typeof Part>

/** The spec as the repository describes it, with the stage's own values; those of secrets are encrypted. */
export function fillSpec(
  description: unknown,
  settings: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const spec = AppSpec.parse(description)
  return {
    ...spec,
    domains: [{ domain: 'api.hackthestudy.ch', type: 'PRIMARY', minimum_tls_version: '1.2' }],
    envs: (spec.envs ?? []).map(({ key, value, type = 'GENERAL' }) => ({
      key,
      value: type === 'SECRET' ? encryptValue(settings[key] ?? '') : (value ?? settings[key] ?? ''),
      scope: 'RUN_AND_BUILD_TIME',
      type,
    })),
  }
}

/** Parts with instances. */
export function listParts(spec: unknown): SpecPart[] {
  const { services = [], workers = [] } = AppSpec.parse(spec)
  return [...services, ...workers]
}

/** Why a spec is not taken; null when it is. */
export function findSpecFault(spec: unknown): string | null {
  const parsed = AppSpec.safeParse(spec)
  if (!parsed.success) return 'error validating app spec'
  const parts = listParts(spec)
  for (const { name, instance_count: count = 1, autoscaling } of parts) {
    if (autoscaling && parts.some((part) => part.instance_count !== undefined)) {
      return `error validating app spec field "${name}.instance_count": cannot be set with autoscaling`
    }
    if (count < 1 || count > 250) return `error validating app spec field "${name}.instance_count"`
  }
  const envs = [...(parsed.data.envs ?? []), ...parts.flatMap((part) => part.envs ?? [])]
  const broken = envs.find(
    ({ type, value }) => type === 'SECRET' && value?.startsWith('EV[') === false,
  )
  return broken ? `error validating app spec: secret "${broken.key}" is not encrypted` : null
}
