import { createServer } from 'node:http'
import { inspect } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { readPrincipal } from '#lib/hosting/aws/check-aws-access.ts'
import { type AwsOptions, connectAws } from '#lib/hosting/aws/connect-aws.ts'
import { HostingError } from '#lib/hosting/failure.ts'
import type { AwsFault } from '#sandbox/aws/index.ts'
import {
  type AwsHostingLab,
  roleArn,
  roleCredential,
  startAwsHostingLab,
} from '../aws-hosting-lab.ts'
import { portalKey } from '../aws-source-lab.ts'

let lab: AwsHostingLab
beforeAll(async () => {
  lab = await startAwsHostingLab('easysks', 'api')
})
afterEach(() => lab.aws.faults.clear())
afterAll(() => lab.close())

describe('a call of AWS', () => {
  test.each<[AwsFault['effect']['kind'], string, RegExp]>([
    ['denied', 'denied', /denies sts:GetCallerIdentity to the access key …L001/],
    ['throttled', 'throttled', /called less often/],
    ['expired', 'denied', /expired.*Store a new one/],
    ['wrong-shape', 'invalid_answer', /cannot be read/],
    ['empty', 'invalid_answer', /cannot be read/],
    ['html-200', 'invalid_answer', /cannot be read/],
    ['html-502', 'unreachable', /could not be reached.*502/],
    ['accept-then-reset', 'unreachable', /ECONNRESET/],
  ])('%s is %s and was sent once', async (kind, failure, message) => {
    lab.aws.faults.add({ effect: { kind } as AwsFault['effect'] })
    lab.aws.ledger.clear()
    const error = await fail({ credential: portalKey })
    expect(error.failure).toBe(failure)
    expect(error.message).toMatch(message)
    expect(lab.aws.ledger.list()).toHaveLength(1)
  })

  test.each(['hang', 'drip'] as const)('ends with its signal when answers %s', async (kind) => {
    lab.aws.faults.add({ effect: { kind } })
    const startedAt = performance.now()
    const error = await fail({ credential: portalKey, withinMs: 300 })
    expect(error.failure).toBe('timed_out')
    expect(performance.now() - startedAt).toBeLessThan(1_500)
  })

  test.each(['hang', 'drip'] as const)(
    'ends with its signal when taking the role %ss',
    async (kind) => {
      lab.aws.faults.add({ operation: 'AssumeRole', effect: { kind } })
      const startedAt = performance.now()
      const credential = { ...roleCredential, roleArn: `${roleArn}-${kind}` }
      expect((await fail({ credential, withinMs: 300 })).failure).toBe('timed_out')
      expect(performance.now() - startedAt).toBeLessThan(1_500)
    },
  )

  test('says that a region is switched off or the key unknown there', async () => {
    const error = await fail({ credential: portalKey, region: 'ap-east-1' })
    expect(error).toMatchObject({ failure: 'denied', identity: 'the access key …L001' })
    expect(error.message).toMatch(/ap-east-1.*region is switched off/)
  })

  test('says which host does not exist, and which refuses connections', async () => {
    const nowhere = await fail({ credential: portalKey, endpoint: 'http://aws.invalid' })
    expect(nowhere).toMatchObject({ failure: 'unreachable' })
    expect(nowhere.message).toMatch(/ENOTFOUND|EAI_AGAIN/)
    const closed = await fail({ credential: portalKey, endpoint: 'http://127.0.0.1:9' })
    expect(closed.message).toContain('ECONNREFUSED')
  })

  test('reads no answer of more than 16 MiB', async () => {
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/xml' })
      const chunk = Buffer.alloc(1024 * 1024, 'a')
      const write = () => {
        while (!response.destroyed && response.write(chunk));
        response.once('drain', write)
      }
      write()
    })
    const url = await new Promise<string>((resolve) =>
      server.listen(0, '127.0.0.1', () => {
        const address = server.address()
        resolve(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`)
      }),
    )
    const error = await fail({ credential: portalKey, endpoint: url, withinMs: 10_000 })
    expect(error).toMatchObject({ failure: 'invalid_answer' })
    expect(error.message).toContain('16 MiB')
    server.closeAllConnections()
    server.close()
  })

  test('never quotes what was signed', async () => {
    const message = "The Canonical String should have been 'x-amz-security-token:IQoJb3JpZ2lu'"
    const code = 'SignatureDoesNotMatch'
    lab.aws.faults.add({ effect: { kind: 'error', code, message, status: 403 } })
    const error = await fail({ credential: portalKey })
    expect(error.failure).toBe('denied')
    expect(error.message).toMatch(/does not accept the signature/)
    expect(error.message).not.toContain('IQoJb3JpZ2lu')
  })

  test('tells of a change in doubt that its outcome is unknown, and of a refusal what it is', async () => {
    for (const [kind, failure] of [
      ['html-502', 'outcome_unknown'],
      ['accept-then-reset', 'outcome_unknown'],
      ['wrong-shape', 'outcome_unknown'],
      ['denied', 'denied'],
      ['throttled', 'throttled'],
    ] as const) {
      lab.aws.faults.clear()
      lab.aws.faults.add({ effect: { kind } })
      expect((await failChange()).failure, kind).toBe(failure)
    }
  })
})

describe('a role', () => {
  test('is taken once for many calls', async () => {
    lab.aws.ledger.clear()
    const credential = roleCredential
    await Promise.all([ask({ credential }), ask({ credential })])
    await ask({ credential })
    expect(lab.aws.ledger.list({ operation: 'AssumeRole' })).toHaveLength(1)
    const { arn } = await ask({ credential })
    expect(arn).toBe('arn:aws:sts::000000000042:assumed-role/leitstand/leitstand')
  })

  test('with a wrong external ID is refused with the words of STS and the role, without key material', async () => {
    const error = await fail({ credential: { ...roleCredential, externalId: 'another-one' } })
    expect(error).toMatchObject({
      ...{ failure: 'denied', permission: 'sts:AssumeRole', identity: roleArn },
    })
    expect(error.message).toMatch(/external ID.*not authorized to perform: sts:AssumeRole/)
    const told = inspect(error, { depth: 8, showHidden: true })
    for (const secret of [portalKey.secretAccessKey, portalKey.accessKeyId, 'another-one'])
      expect(told).not.toContain(secret)
  })

  test('that is revoked in mid-session is named with the action, while other accounts stay well', async () => {
    const own = await startAwsHostingLab('easysks', 'api')
    const { endpoint } = own.access
    await ask({ credential: roleCredential, endpoint })
    own.aws.revokeRole('leitstand')
    const first = await fail({ credential: roleCredential, endpoint })
    const actions = ['sts:GetCallerIdentity', 'sts:AssumeRole']
    expect(first).toMatchObject({
      ...{ failure: 'denied', identity: roleArn },
      permission: actions[0],
    })
    const second = await fail({ credential: roleCredential, endpoint })
    expect(second).toMatchObject({
      ...{ failure: 'denied', identity: roleArn },
      permission: actions[1],
    })
    expect((await ask({ credential: roleCredential })).arn).toContain('assumed-role/leitstand')
    await own.close()
  })
})

describe('STS that is down', () => {
  test.each([
    ['reject', { kind: 'error', code: 'ServiceUnavailable', status: 503 }, 'unreachable'],
    ['hang', { kind: 'hang' }, 'timed_out'],
    ['lose its page', { kind: 'html-502' }, 'unreachable'],
  ] as const)(
    'fails the accounts that take a role there, and no others, when it %s',
    async (_, effect, failure) => {
      lab.aws.faults.add({ service: 'sts', operation: 'AssumeRole', effect })
      const credential = { ...roleCredential, roleArn: `${roleArn}-${failure}-${effect.kind}` }
      const error = await fail({ credential, withinMs: 1_000 })
      expect(error).toMatchObject({ failure, identity: credential.roleArn })
      expect((await ask({ credential: portalKey })).arn).toContain('leitstand')
    },
  )
})

interface Asking extends Partial<AwsOptions> {
  readonly credential: AwsOptions['credential']
  readonly withinMs?: number
}

function connect({ region = 'eu-central-1', credential, endpoint }: Asking) {
  return connectAws({ region, credential, endpoint: endpoint ?? lab.access.endpoint })
}

function ask(asking: Asking) {
  return readPrincipal(connect(asking), AbortSignal.timeout(asking.withinMs ?? 5_000))
}

function fail(asking: Asking): Promise<HostingError> {
  return toFailure(ask(asking))
}

/** The same call, as one that changes something. */
function failChange(): Promise<HostingError> {
  const aws = connect({ credential: portalKey })
  const asChange: typeof aws.call = (call, signal) => aws.call({ ...call, changes: true }, signal)
  return toFailure(readPrincipal({ ...aws, call: asChange }, AbortSignal.timeout(5_000)))
}

async function toFailure(promise: Promise<unknown>): Promise<HostingError> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (error instanceof HostingError) return error
  throw new Error(`It did not fail as it should: ${String(error)}`)
}
