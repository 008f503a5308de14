import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

interface Service {
  revision: number
  deploymentId: string
  rolloutState: string
  createdAt: number
}

/** What happens to the update of one service: it arrives and nothing answers, or it is refused. */
export type UpdateFault = 'lost' | 'denied' | 'fails'

const arn = (name: string) => `arn:aws:ecs:eu-central-1:000000000042:${name}`

/** ECS on the wire for a cluster of several services, each at revision 3 of three; 1 to 3 are tags v1 to v3. */
export async function startSeveralServices(names: readonly string[]) {
  const services = new Map(
    names.map((name): [string, Service] => [
      name,
      { revision: 3, deploymentId: `ecs-svc/${name}3`, rolloutState: 'COMPLETED', createdAt: 1 },
    ]),
  )
  const updates: string[] = []
  const faults = new Map<string, UpdateFault>()
  const toService = (name: string) => {
    const found = services.get(name)
    if (!found) return null
    const { revision, deploymentId, rolloutState, createdAt } = found
    const taskDefinition = arn(`task-definition/${name}:${revision}`)
    const counts = { desiredCount: 1, runningCount: 1 }
    return {
      ...{ serviceName: name, serviceArn: arn(`service/shop/${name}`), status: 'ACTIVE' },
      ...{ ...counts, taskDefinition },
      deployments: [
        { id: deploymentId, status: 'PRIMARY', taskDefinition, ...counts, rolloutState, createdAt },
      ],
    }
  }
  const answers: Record<string, (input: Record<string, unknown>) => unknown> = {
    DescribeServices({ services: wanted }) {
      // Safe because the adapter sends a list of names.
      return {
        services: (wanted as string[]).flatMap((name) => toService(name) ?? []),
        failures: [],
      }
    },
    DescribeTaskDefinition({ taskDefinition }) {
      const [family = '', revision = ''] = (String(taskDefinition).split('/').at(-1) ?? '').split(
        ':',
      )
      if (!services.has(family) || Number(revision) > 3) return clientError
      return { taskDefinition: toDefinition(family, Number(revision)) }
    },
    ListTaskDefinitions({ familyPrefix }) {
      return {
        taskDefinitionArns: [3, 2, 1].map((n) => arn(`task-definition/${familyPrefix}:${n}`)),
      }
    },
    UpdateService({ service, taskDefinition }) {
      const name = String(service)
      updates.push(`${name} ${taskDefinition}`)
      if (faults.get(name) === 'denied') return deniedError
      services.set(name, {
        revision: Number(String(taskDefinition).split(':').at(-1)),
        deploymentId: `ecs-svc/${name}-new`,
        rolloutState: faults.get(name) === 'fails' ? 'FAILED' : 'COMPLETED',
        createdAt: Date.now() / 1_000,
      })
      return faults.get(name) === 'lost' ? null : { service: toService(name) }
    },
  }
  const server = createServer(async (request, response) => {
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? ''
    const answer = answers[operation]?.(await readBody(request))
    if (answer === null) return
    response.statusCode = answer === deniedError || answer === clientError ? 400 : 200
    response.setHeader('content-type', 'application/x-amz-json-1.1')
    response.end(JSON.stringify(answer ?? {}))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // Safe because it listens on a TCP port.
  const { port } = server.address() as AddressInfo
  return {
    endpoint: `http://127.0.0.1:${port}`,
    /** Every update that arrived, oldest first. */
    updates,
    faults,
    services,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const deniedError = {
  __type: 'AccessDeniedException',
  message: 'User is not authorized to perform: ecs:UpdateService',
}
const clientError = { __type: 'ClientException', message: 'Unable to describe task definition.' }

function toDefinition(family: string, revision: number) {
  return {
    ...{ taskDefinitionArn: arn(`task-definition/${family}:${revision}`), family, revision },
    ...{ status: 'ACTIVE', registeredAt: 1_700_000_000 + revision },
    containerDefinitions: [{ name: family, image: `registry.example/${family}:v${revision}.0.0` }],
  }
}

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks = await Array.fromAsync(request)
  return JSON.parse(Buffer.concat(chunks).toString('utf8'))
}
