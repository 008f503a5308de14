import { type AwsCall, AwsFailure, type AwsService } from '../service.ts'
import type { AwsWorld } from '../world.ts'

/** Certificates of the distributions: https://docs.aws.amazon.com/acm/latest/APIReference/ */
export function createAcm(world: AwsWorld): AwsService {
  return {
    signingName: 'acm',
    protocol: 'json',
    operations: [
      { name: 'DescribeCertificate', handle: (call) => describeCertificate(world, call) },
    ],
  }
}

const daysLeft = 200

function describeCertificate({ content, now }: AwsWorld, { input }: AwsCall) {
  const arn = String(input.CertificateArn)
  const found = content.distributions.find(({ id }) => arn.endsWith(`:certificate/${id}`))
  if (!found) {
    throw new AwsFailure('ResourceNotFoundException', `Could not find certificate ${arn}.`)
  }
  const today = Math.floor(now().getTime() / 86_400_000)
  return {
    Certificate: {
      CertificateArn: arn,
      DomainName: found.hostname,
      Status: 'ISSUED',
      NotAfter: (today + daysLeft) * 86_400,
    },
  }
}
