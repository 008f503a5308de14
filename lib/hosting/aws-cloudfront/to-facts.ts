import type { PlatformFact } from '../port.ts'
import type { Distribution } from './distribution.ts'

/** What is known of a distribution; of its certificate nothing when its end is null. */
export function toFacts(
  { Id, Status, DomainName, DistributionConfig: config }: Distribution,
  certificateEndsAt: Date | null,
): PlatformFact[] {
  const hostnames = config.Aliases?.Items?.length ? config.Aliases.Items : [DomainName]
  const minimum = toTlsMinimum(config.ViewerCertificate)
  return [
    { name: 'state', subject: Id, value: config.Enabled ? Status : 'Disabled' },
    ...hostnames.flatMap((subject): PlatformFact[] => [
      ...(minimum === null ? [] : [{ name: 'tls_minimum' as const, subject, value: minimum }]),
      ...(certificateEndsAt === null
        ? []
        : [
            {
              name: 'certificate_expires_at' as const,
              subject,
              value: certificateEndsAt.toISOString(),
            },
          ]),
    ]),
  ]
}

/**
 * `TLSv1.2_2021` names a set of protocols and ciphers; the protocol is what counts here. CloudFront's own certificate
 * takes TLS 1.0 whatever is set.
 * https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ViewerCertificate.html
 */
function toTlsMinimum(
  certificate: Distribution['DistributionConfig']['ViewerCertificate'],
): string | null {
  if (certificate?.CloudFrontDefaultCertificate) return 'TLS 1.0'
  const [protocol = ''] = certificate?.MinimumProtocolVersion?.split('_') ?? []
  if (/^TLSv1$/.test(protocol)) return 'TLS 1.0'
  const version = /^TLSv(1\.\d)$/.exec(protocol)?.[1]
  if (version) return `TLS ${version}`
  return protocol === 'SSLv3' ? 'SSL 3.0' : null
}
