import { getDb } from '#lib/core/db.ts'
import { createPerson } from '#tests/factories/people.ts'
import { organisation } from './stand-in.ts'
import type { World } from './world.ts'

export interface PortalAnswer {
  readonly status: number
  // Answers differ by route; a test asserts on what it expects to find.
  readonly body: Readonly<Record<string, unknown>>
  readonly durationMs: number
}

/** Somebody at a browser. */
export interface Person {
  call(method: string, path: string, body?: object, key?: string): Promise<PortalAnswer>
  /** Presses "deploy" on a stage; the key is the form's. */
  deploy(stage: string, key?: string): Promise<PortalAnswer>
}

export async function signIn(world: World, role: string): Promise<Person> {
  // The real worker asks GitHub every ten minutes whether its people are still members.
  const groups = [`${organisation}/${role}s`]
  const { cookie } = await createPerson({ groups, provider: 'oidc' })
  const call = async (method: string, path: string, body?: object, key?: string) => {
    const askedAt = performance.now()
    const response = await fetch(`${world.portal.url}/api/v1${path}`, {
      method,
      headers: {
        cookie,
        origin: world.settings.NEXTAUTH_URL ?? '',
        'content-type': 'application/json',
        ...(key ? { 'idempotency-key': key } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const text = await response.text()
    const durationMs = performance.now() - askedAt
    return { status: response.status, body: text ? JSON.parse(text) : {}, durationMs }
  }
  return {
    call,
    deploy: (stage, key) =>
      call('POST', `/systems/shop/stages/${stage}/deployments`, { ref: 'v1.0.0' }, key),
  }
}

/** Presses "deploy" and fails unless it was accepted; resolves to the deployment's id. */
export async function deploy(person: Person, stage: string): Promise<string> {
  const { status, body } = await person.deploy(stage)
  if (status !== 202) throw new Error(`Refused with ${status}: ${JSON.stringify(body)}`)
  return String(body.id)
}

export const readDeployment = (id: string) =>
  getDb().deployment.findUniqueOrThrow({ where: { id } })
