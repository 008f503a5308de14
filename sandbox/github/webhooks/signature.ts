import { createHmac } from 'node:crypto'

/** https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries */
export function toSignatureHeaders(secret: string, payload: string): Record<string, string> {
  const sign = (algorithm: string) => createHmac(algorithm, secret).update(payload).digest('hex')
  return {
    'x-hub-signature': `sha1=${sign('sha1')}`,
    'x-hub-signature-256': `sha256=${sign('sha256')}`,
  }
}
