import { ACMClient } from '@aws-sdk/client-acm'
import { CloudFrontClient } from '@aws-sdk/client-cloudfront'
import { type AccessTrial, type AwsPrincipal, checkAwsAccess } from '../aws/check-aws-access.ts'
import { connectAws } from '../aws/connect-aws.ts'
import type { AwsCredential } from '../aws/credentials.ts'
import type { PolicyStatement } from '../aws/policy.ts'
import type { AdapterOptions } from '../create-options.ts'
import { HostingError } from '../failure.ts'
import type { PlatformAdapter } from '../port.ts'
import { readCertificateEnd } from './certificate.ts'
import { type Distribution, readDistribution } from './distribution.ts'
import type { CloudFrontTarget } from './target.ts'
import { toFacts } from './to-facts.ts'

export interface CloudFrontOptions extends AdapterOptions {
  readonly target: CloudFrontTarget
  readonly credential: AwsCredential
}

/** CloudFront has no regions; it and its certificates are at home in this one. */
const homeRegion = 'us-east-1'

/** One distribution: whether its settings are everywhere by now, and how it speaks TLS. */
export function createCloudFrontAdapter(options: CloudFrontOptions): PlatformAdapter {
  const { target, credential, endpoint } = options
  const aws = connectAws({ region: homeRegion, credential, endpoint })
  const client = new CloudFrontClient(aws.clientConfig)
  const certificates = new ACMClient(aws.clientConfig)
  const reader: Reader = {
    distribution: (signal) => readDistribution(aws, client, target.distributionId, signal),
    certificateEnd: (arn, signal) => readCertificateEnd(aws, certificates, arn, signal),
  }
  return {
    kind: 'aws-cloudfront',
    checkAccess: (signal) =>
      checkAwsAccess(
        aws,
        listTrials(reader),
        (principal) => listStatements(target, principal),
        signal,
      ),
    facts: {
      async readFacts(signal) {
        const distribution = await reader.distribution(signal)
        return toFacts(distribution, await findCertificateEnd(reader, distribution, signal))
      },
    },
  }
}

interface Reader {
  readonly distribution: (signal: AbortSignal) => Promise<Distribution>
  readonly certificateEnd: (arn: string, signal: AbortSignal) => Promise<Date | null>
}

function toCertificateArn({ DistributionConfig: config }: Distribution): string | null {
  return config.ViewerCertificate?.ACMCertificateArn ?? null
}

/** Null as well where that may not be asked: it takes a right of another service. */
async function findCertificateEnd(
  reader: Reader,
  distribution: Distribution,
  signal: AbortSignal,
): Promise<Date | null> {
  const arn = toCertificateArn(distribution)
  if (arn === null) return null
  return reader.certificateEnd(arn, signal).catch((error: unknown) => {
    if (error instanceof HostingError && error.failure === 'denied') return null
    throw error
  })
}

function listTrials(reader: Reader): readonly AccessTrial[] {
  return [
    {
      permission: 'cloudfront:GetDistribution',
      capability: 'facts',
      attempt: (signal) => reader.distribution(signal).then(() => 'granted'),
    },
    {
      permission: 'acm:DescribeCertificate',
      capability: 'facts',
      async attempt(signal) {
        const arn = toCertificateArn(await reader.distribution(signal))
        if (arn === null) return 'unknown'
        await reader.certificateEnd(arn, signal)
        return 'granted'
      },
    },
  ]
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
    {
      sid: 'ReadItsCertificate',
      actions: ['acm:DescribeCertificate'],
      resources: [`arn:${partition}:acm:${homeRegion}:${account}:certificate/*`],
    },
  ]
}
