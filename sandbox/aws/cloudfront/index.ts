import { type AwsCall, AwsFailure, type AwsService } from '../service.ts'
import type { AwsWorld } from '../world.ts'
import { XmlList } from '../xml.ts'

export interface Distribution {
  readonly id: string
  readonly hostname: string
  readonly bucket: string
  /** E.g. `TLSv1.2_2021`. */
  readonly minimumProtocol: string
  readonly isDeployed: boolean
}

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/ */
export function createCloudFront(world: AwsWorld): AwsService {
  return {
    signingName: 'cloudfront',
    protocol: 'rest-xml',
    namespace: 'http://cloudfront.amazonaws.com/doc/2020-05-31/',
    operations: [
      {
        name: 'GetDistribution',
        route: { method: 'GET', path: /^\/2020-05-31\/distribution\/[^/]+$/ },
        handle: (call) => getDistribution(world, call),
      },
    ],
  }
}

function getDistribution({ content, accountId }: AwsWorld, { path }: AwsCall) {
  const id = path.slice(path.lastIndexOf('/') + 1)
  const found = content.distributions.find((distribution) => distribution.id === id)
  if (!found) {
    throw new AwsFailure('NoSuchDistribution', 'The specified distribution does not exist.', 404)
  }
  return {
    Distribution: {
      Id: id,
      ARN: `arn:aws:cloudfront::${accountId}:distribution/${id}`,
      Status: found.isDeployed ? 'Deployed' : 'InProgress',
      DomainName: `${id.toLowerCase()}.cloudfront.net`,
      DistributionConfig: {
        CallerReference: id,
        Comment: '',
        Enabled: true,
        Aliases: { Quantity: 1, Items: new XmlList('CNAME', [found.hostname]) },
        Origins: { Quantity: 0, Items: new XmlList('Origin', []) },
        ViewerCertificate: {
          CloudFrontDefaultCertificate: false,
          ACMCertificateArn: `arn:aws:acm:us-east-1:${accountId}:certificate/${id}`,
          SSLSupportMethod: 'sni-only',
          MinimumProtocolVersion: found.minimumProtocol,
        },
      },
    },
  }
}
