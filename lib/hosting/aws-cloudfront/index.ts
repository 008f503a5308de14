import { CloudFrontClient, GetDistributionCommand } from '@aws-sdk/client-cloudfront'
import { z } from 'zod'
import { type AwsPrincipal, checkAwsAccess } from '../aws/check-aws-access.ts'
import { type Aws, connectAws } from '../aws/connect-aws.ts'
import type { AwsCredential } from '../aws/credentials.ts'
import type { PolicyStatement } from '../aws/policy.ts'
import type { AdapterOptions } from '../create-options.ts'
import type { PlatformAdapter, PlatformFact } from '../port.ts'
import type { CloudFrontTarget } from './target.ts'

export interface CloudFrontOptions extends AdapterOptions {
  readonly target: CloudFrontTarget
  readonly credential: AwsCredential
}

/** CloudFront has no regions; it is signed for this one. */
const homeRegion = 'us-east-1'

/** One distribution: whether its settings are everywhere by now, and how it speaks TLS. */
export function createCloudFrontAdapter(options: CloudFrontOptions): PlatformAdapter {
  const { target, credential, endpoint } = options
  const aws = connectAws({ region: homeRegion, credential, endpoint })
  const client = new CloudFrontClient(aws.clientConfig)
  const read = (signal: AbortSignal) => readDistribution(aws, client, target.distributionId, signal)
  return {
    kind: 'aws-cloudfront',
    checkAccess: (signal) =>
      checkAwsAccess(
        aws,
        [
          {
            permission: 'cloudfront:GetDistribution',
            capability: 'facts',
            attempt: (within) => read(within).then(() => 'granted'),
          },
        ],
        (principal) => listStatements(target, principal),
        signal,
      ),
    facts: { readFacts: async (signal) => toFacts(await read(signal)) },
  }
}

const Distribution = z.object({
  Id: z.string(),
  Status: z.string(),
  DomainName: z.string(),
  DistributionConfig: z.object({
    Enabled: z.boolean(),
    Aliases: z.object({ Items: z.array(z.string()).optional() }).optional(),
    ViewerCertificate: z
      .object({
        CloudFrontDefaultCertificate: z.boolean().optional(),
        MinimumProtocolVersion: z.string().optional(),
      })
      .optional(),
  }),
})

async function readDistribution(
  aws: Aws,
  client: CloudFrontClient,
  id: string,
  signal: AbortSignal,
) {
  const { Distribution: distribution } = await aws.call(
    {
      action: 'cloudfront:GetDistribution',
      answer: z.object({ Distribution }),
      send: (abortSignal) => client.send(new GetDistributionCommand({ Id: id }), { abortSignal }),
    },
    signal,
  )
  return distribution
}

function toFacts({
  Id,
  Status,
  DomainName,
  DistributionConfig: config,
}: z.output<typeof Distribution>) {
  const hostnames = config.Aliases?.Items?.length ? config.Aliases.Items : [DomainName]
  const minimum = toTlsMinimum(config.ViewerCertificate)
  const facts: PlatformFact[] = [
    { name: 'state', subject: Id, value: config.Enabled ? Status : 'Disabled' },
  ]
  if (minimum === null) return facts
  return [
    ...facts,
    ...hostnames.map((subject) => ({ name: 'tls_minimum' as const, subject, value: minimum })),
  ]
}

/**
 * `TLSv1.2_2021` names a set of protocols and ciphers; the protocol is what counts here. CloudFront's own certificate
 * takes TLS 1.0 whatever is set.
 * https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ViewerCertificate.html
 */
function toTlsMinimum(
  certificate: z.output<typeof Distribution>['DistributionConfig']['ViewerCertificate'],
): string | null {
  if (certificate?.CloudFrontDefaultCertificate) return 'TLS 1.0'
  const [protocol = ''] = certificate?.MinimumProtocolVersion?.split('_') ?? []
  if (/^TLSv1$/.test(protocol)) return 'TLS 1.0'
  const version = /^TLSv(1\.\d)$/.exec(protocol)?.[1]
  if (version) return `TLS ${version}`
  return protocol === 'SSLv3' ? 'SSL 3.0' : null
}

function listStatements(
  { distributionId }: CloudFrontTarget,
  { partition, account }: AwsPrincipal,
): readonly PolicyStatement[] {
  return [
    {
      sid: 'ReadDistribution',
      actions: ['cloudfront:GetDistribution'],
      resources: [`arn:${partition}:cloudfront::${account}:distribution/${distributionId}`],
    },
  ]
}
