import { type ACMClient, DescribeCertificateCommand } from '@aws-sdk/client-acm'
import { z } from 'zod'
import type { Aws } from '../aws/connect-aws.ts'

const Answer = z.object({ Certificate: z.object({ NotAfter: z.date().optional() }) })

/** When the certificate ends; null while it is not issued. It is renewed by itself, unless its names no longer point here. */
export async function readCertificateEnd(
  aws: Aws,
  client: ACMClient,
  arn: string,
  signal: AbortSignal,
): Promise<Date | null> {
  const { Certificate } = await aws.call(
    {
      action: 'acm:DescribeCertificate',
      answer: Answer,
      send: (abortSignal) =>
        client.send(new DescribeCertificateCommand({ CertificateArn: arn }), { abortSignal }),
    },
    signal,
  )
  return Certificate.NotAfter ?? null
}
