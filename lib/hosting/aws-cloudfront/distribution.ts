import { type CloudFrontClient, GetDistributionCommand } from '@aws-sdk/client-cloudfront'
import { z } from 'zod'
import type { Aws } from '../aws/connect-aws.ts'

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
        ACMCertificateArn: z.string().optional(),
        MinimumProtocolVersion: z.string().optional(),
      })
      .optional(),
  }),
})

export type Distribution = z.output<typeof Distribution>

export async function readDistribution(
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
