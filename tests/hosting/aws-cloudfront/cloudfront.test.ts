import { afterEach, expect, test } from 'vitest'
import { createCloudFrontAdapter } from '#lib/hosting/aws-cloudfront/index.ts'
import type { Distribution } from '#sandbox/aws/cloudfront/index.ts'
import { describeHostingAdapter } from '#tests/contracts/hosting-adapter.ts'
import { type AwsSourceLab, portalKey, startAwsSourceLab } from '../aws-source-lab.ts'

const target = { distributionId: 'E3PRDWHATSGONO' }
let lab: AwsSourceLab | undefined
afterEach(() => lab?.close())

function startLab(rest: Partial<Distribution> = {}) {
  const distribution = {
    ...{ id: target.distributionId, hostname: 'assets.whatsgonow.com', bucket: 'assets' },
    ...{ minimumProtocol: 'TLSv1.2_2021', isDeployed: true, ...rest },
  }
  return startAwsSourceLab({ content: { distributions: [distribution] } })
}

async function readFacts({ access }: AwsSourceLab) {
  const { facts } = createCloudFrontAdapter({ target, ...access })
  return facts?.readFacts(AbortSignal.timeout(10_000))
}

test('facts tell whether settings are everywhere and the oldest TLS that is taken', async () => {
  lab = await startLab()
  expect(await readFacts(lab)).toEqual([
    { name: 'state', subject: 'E3PRDWHATSGONO', value: 'Deployed' },
    { name: 'tls_minimum', subject: 'assets.whatsgonow.com', value: 'TLS 1.2' },
    {
      name: 'certificate_expires_at',
      subject: 'assets.whatsgonow.com',
      value: expect.stringMatching(/^20\d\d-.*T00:00:00\.000Z$/),
    },
  ])
})

test('facts lack only the end of the certificate where that may not be asked', async () => {
  lab = await startLab()
  lab.aws.faults.add({ service: 'acm', effect: { kind: 'denied' } })
  expect(await readFacts(lab)).toMatchObject([{ name: 'state' }, { name: 'tls_minimum' }])
  const { checks } = await createCloudFrontAdapter({ target, ...lab.access }).checkAccess(
    AbortSignal.timeout(10_000),
  )
  expect(checks).toMatchObject([
    { permission: 'cloudfront:GetDistribution', state: 'granted' },
    { permission: 'acm:DescribeCertificate', state: 'denied' },
  ])
})

test.each([
  ['TLSv1_2016', 'TLS 1.0'],
  ['TLSv1', 'TLS 1.0'],
  ['TLSv1.1_2016', 'TLS 1.1'],
  ['TLSv1.3_2025', 'TLS 1.3'],
  ['SSLv3', 'SSL 3.0'],
])('the security policy %s takes %s', async (minimumProtocol, value) => {
  lab = await startLab({ minimumProtocol, isDeployed: false })
  expect(await readFacts(lab)).toMatchObject([{ value: 'InProgress' }, { value }, {}])
})

test('a security policy of a kind yet unknown is not told as any', async () => {
  lab = await startLab({ minimumProtocol: 'QTLSv9' })
  expect(await readFacts(lab)).toMatchObject([
    { name: 'state' },
    { name: 'certificate_expires_at' },
  ])
})

test('a distribution that is not there is not found', async () => {
  lab = await startLab({ id: 'EANOTHER' })
  await expect(readFacts(lab)).rejects.toMatchObject({ failure: 'not_found' })
})

describeHostingAdapter<AwsSourceLab>({
  name: 'CloudFront',
  standIn: () => startLab(),
  create: ({ access }) => createCloudFrontAdapter({ target, ...access }),
  secrets: [portalKey.secretAccessKey, portalKey.accessKeyId],
})
