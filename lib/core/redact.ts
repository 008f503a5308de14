const known = new Set<string>()

// Shapes of secrets as their makers publish them; GitHub's installation tokens outgrew 40 characters in 2026.
const shapes = [
  /gh[pousr]_[A-Za-z0-9_.-]{16,}/g,
  /github_pat_[A-Za-z0-9_]{20,}/g,
  /\bAKIA[0-9A-Z]{16}\b/g,
  /\bdop_v1_[a-f0-9]{32,}/g,
  /\bsbp_[a-f0-9]{32,}/g,
  /\bxox[abprs]-[A-Za-z0-9-]{10,}/g,
  /\bleit_[A-Za-z0-9_-]{20,}/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  // JSON Web Tokens: header and payload are objects, so both begin with `{"`.
  /\beyJ[A-Za-z0-9_-]{8,2000}\.eyJ[A-Za-z0-9_-]{8,8000}(?:\.[A-Za-z0-9_-]*)?/g,
]
// Values of names that say they are secret: `password=…`, `"apiKey": "…"`, `aws_secret_access_key = …`.
const secretName =
  'password|passwd|passphrase|pwd|secret|secret[_-]?(?:access[_-]?)?key|api[_-]?key|access[_-]?key|private[_-]?key|(?:auth|access|refresh|session|id)[_-]?token'
const quotedValue = new RegExp(
  `(${secretName})(\\\\?["']?\\s{0,3}[:=]\\s{0,3}\\\\?["'])([^"'\\\\\\s][^"'\\\\]{0,4000})`,
  'gi',
)
const bareValue = new RegExp(
  `(${secretName})(\\s{0,3}=\\s{0,3})([^\\s"'\\\\;,&(){}\\[\\]]{3,})`,
  'gi',
)
const credentialsInUrl = /\b([a-z][a-z0-9+.-]{0,30}:\/\/[^\s:/@]+):[^\s@/]+@/gi
const authorization = /\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]{12,}/gi

export const mask = '•••'

/** Makes every later `redactSecrets` mask this exact value. Values shorter than eight characters are too common to mask. */
export function registerSecret(value: string | null | undefined): void {
  if (value && value.length >= 8) known.add(value)
}

/** The text with known secrets and everything shaped like one masked. */
export function redactSecrets(text: string): string {
  let safe = text
  for (const secret of known) safe = safe.replaceAll(secret, mask)
  for (const shape of shapes) safe = safe.replace(shape, mask)
  return safe
    .replace(credentialsInUrl, `$1:${mask}@`)
    .replace(authorization, `$1 ${mask}`)
    .replace(quotedValue, `$1$2${mask}`)
    .replace(bareValue, `$1$2${mask}`)
}
