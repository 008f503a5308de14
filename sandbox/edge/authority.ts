import { createPrivateKey, generateKeyPairSync, type KeyObject, X509Certificate } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeAtomically } from '../files.ts'
import { type CertificateRequest, issueCertificate } from './certificate.ts'

export interface Authority {
  /** The certificate that clients of the sample systems must trust. */
  readonly caFile: string
  /** Key and certificate of one hostname as PEM, renewed when the certificate would soon run out. */
  issueIdentity(hostname: string): string
}

const authorityName = 'Leitstand sandbox authority'
const dayMs = 86_400_000
const authorityDays = 3650
const serverDays = 90
const renewBeforeDays = 30

/** Opens the sandbox's certificate authority, creating it in the folder the first time. */
export function openAuthority(folder: string): Authority {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const own = openIdentity(join(folder, 'authority-identity.pem'), () => createAuthority())
  const ownKey = createPrivateKey(own)
  const ownCertificate = new X509Certificate(own)
  const caFile = join(folder, 'authority.pem')
  writeAtomically(caFile, ownCertificate.toString())
  return {
    caFile,
    issueIdentity(hostname) {
      const file = join(folder, `${hostname}.pem`)
      return openIdentity(
        file,
        () => createServerIdentity(hostname, ownKey),
        (certificate) => certificate.verify(ownCertificate.publicKey),
      )
    },
  }
}

// Key and certificate share a file so that a crash can never leave a pair that does not match.
function openIdentity(
  file: string,
  create: () => string,
  isAcceptable: (certificate: X509Certificate) => boolean = () => true,
): string {
  if (existsSync(file)) {
    const identity = readFileSync(file, 'utf8')
    const certificate = new X509Certificate(identity)
    const leftMs = Date.parse(certificate.validTo) - Date.now()
    if (leftMs > renewBeforeDays * dayMs && isAcceptable(certificate)) return identity
  }
  const identity = create()
  writeAtomically(file, identity, 0o600)
  return identity
}

function createAuthority() {
  const key = createKey()
  return toIdentity(key, {
    subject: authorityName,
    signingKey: key,
    lifetimeDays: authorityDays,
    use: { kind: 'authority' },
  })
}

function createServerIdentity(hostname: string, authorityKey: KeyObject) {
  return toIdentity(createKey(), {
    subject: hostname,
    signingKey: authorityKey,
    lifetimeDays: serverDays,
    use: { kind: 'server', names: [hostname] },
  })
}

function toIdentity(
  holderKey: KeyObject,
  request: Pick<CertificateRequest, 'subject' | 'signingKey' | 'use'> & { lifetimeDays: number },
) {
  const certificate = issueCertificate({
    ...request,
    issuer: authorityName,
    holderKey,
    // An hour of slack for a clock that was set back.
    notBefore: new Date(Date.now() - 3_600_000),
    notAfter: new Date(Date.now() + request.lifetimeDays * dayMs),
  })
  return `${holderKey.export({ type: 'pkcs8', format: 'pem' })}${certificate}`
}

function createKey() {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
}
