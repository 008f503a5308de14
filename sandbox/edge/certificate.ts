import { createHash, createPublicKey, type KeyObject, randomBytes, sign } from 'node:crypto'
import {
  bitString,
  boolean,
  contextElement,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  set,
  utcTime,
  utf8String,
} from './der.ts'

export interface CertificateRequest {
  /** Common name of the holder. */
  readonly subject: string
  /** Common name of the signer; the subject itself for a self-signed authority. */
  readonly issuer: string
  /** P-256 key pair of the holder. */
  readonly holderKey: KeyObject
  /** Private P-256 key of the signer. */
  readonly signingKey: KeyObject
  readonly notBefore: Date
  readonly notAfter: Date
  /** An authority may sign others; a server is trusted for exactly these names. */
  readonly use:
    | { readonly kind: 'authority' }
    | { readonly kind: 'server'; readonly names: readonly string[] }
}

/** Signs an X.509 v3 certificate (RFC 5280) and returns it as PEM. */
export function issueCertificate(request: CertificateRequest): string {
  const body = toBeSigned(request)
  const signature = sign('sha256', body, request.signingKey)
  const certificate = sequence(body, ecdsaWithSha256, bitString(signature))
  const lines = certificate.toString('base64').replace(/(.{64})/g, '$1\n')
  return `-----BEGIN CERTIFICATE-----\n${lines.trimEnd()}\n-----END CERTIFICATE-----\n`
}

const ecdsaWithSha256 = sequence(objectIdentifier('1.2.840.10045.4.3.2'))
const version3 = contextElement(0, 'constructed', integer(Buffer.from([2])))

function toBeSigned(request: CertificateRequest) {
  // The top bit stays clear so that the serial number is positive in every encoding.
  const serial = randomBytes(16).map((byte, index) => (index === 0 ? (byte & 0x7f) | 0x40 : byte))
  return sequence(
    version3,
    integer(serial),
    ecdsaWithSha256,
    commonName(request.issuer),
    sequence(utcTime(request.notBefore), utcTime(request.notAfter)),
    commonName(request.subject),
    publicKeyOf(request.holderKey),
    contextElement(3, 'constructed', sequence(...toExtensions(request))),
  )
}

function toExtensions(request: CertificateRequest) {
  const identifiers = [
    extension('2.5.29.14', octetString(toKeyIdentifier(request.holderKey))),
    extension(
      '2.5.29.35',
      sequence(contextElement(0, 'primitive', toKeyIdentifier(request.signingKey))),
    ),
  ]
  if (request.use.kind === 'authority') {
    return [
      extension('2.5.29.19', sequence(boolean(true), integer(Buffer.from([0]))), 'critical'),
      extension('2.5.29.15', bitString(Buffer.from([0b0000_0110]), 1), 'critical'),
      ...identifiers,
    ]
  }
  const names = request.use.names.map((name) =>
    contextElement(2, 'primitive', Buffer.from(name, 'ascii')),
  )
  return [
    extension('2.5.29.19', sequence(), 'critical'),
    extension('2.5.29.15', bitString(Buffer.from([0b1000_0000]), 7), 'critical'),
    extension('2.5.29.37', sequence(objectIdentifier('1.3.6.1.5.5.7.3.1'))),
    extension('2.5.29.17', sequence(...names)),
    ...identifiers,
  ]
}

function extension(identifier: string, value: Buffer, weight?: 'critical') {
  const critical = weight ? [boolean(true)] : []
  return sequence(objectIdentifier(identifier), ...critical, octetString(value))
}

function commonName(name: string) {
  return sequence(set(sequence(objectIdentifier('2.5.4.3'), utf8String(name))))
}

function publicKeyOf(key: KeyObject) {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key
  return publicKey.export({ type: 'spki', format: 'der' })
}

function toKeyIdentifier(key: KeyObject) {
  return createHash('sha1').update(publicKeyOf(key)).digest()
}
