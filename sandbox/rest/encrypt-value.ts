import { createCipheriv, randomBytes } from 'node:crypto'

/** A secret's value as a platform gives it out after its first submission: nobody but the platform can read it. */
export function encryptValue(value: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', randomBytes(32), nonce)
  const sealed = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()])
  return `EV[1:${nonce.toString('base64')}:${sealed.toString('base64')}]`
}
