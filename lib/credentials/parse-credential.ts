import type { z } from 'zod'
import { invalidInput } from '#lib/core/errors.ts'
import { toFaultSentence } from './fault-sentences.ts'
import { findCredentialFaults } from './find-credential-faults.ts'
import { type CredentialOf, type CredentialPlatform, credentialSchemas } from './schemas.ts'
import type { BlankChoice, CredentialFault, CredentialFaultCode } from './vocabulary.ts'

/**
 * What somebody gave as the credential of a platform. Throws `invalid_input` naming each wrong field and never its
 * value. Blanks around a value are asked about (reason `secret_has_blanks`) unless the choice is made.
 */
export function parseCredential<P extends CredentialPlatform>(
  platform: P,
  given: unknown,
  blanks?: BlankChoice,
): CredentialOf<P> {
  const fields = toFields(given)
  const padded = blanks === 'keep' ? [] : findPadded(fields)
  if (padded.length > 0 && blanks === undefined) throw askAboutBlanks(padded)
  const trimmed = padded.map((name): [string, string] => [name, String(fields[name]).trim()])
  const result = credentialSchemas[platform].safeParse({
    ...fields,
    ...Object.fromEntries(trimmed),
  })
  if (!result.success) throw refuse(result.error.issues.map((issue) => toFault(issue, fields)))
  // Safe because the schema was picked by the platform.
  const credential = result.data as CredentialOf<P>
  const faults = findCredentialFaults(platform, credential)
  if (faults.length > 0) throw refuse(faults)
  return credential
}

function toFields(given: unknown): Readonly<Record<string, unknown>> {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw refuse([{ field: 'credential', code: 'not_an_object', params: {} }])
  }
  const fields = { ...given }
  const empty = Object.entries(fields)
    .filter(([, value]) => typeof value === 'string' && value.trim() === '')
    .map(([field]): CredentialFault => ({ field, code: 'empty', params: {} }))
  if (empty.length > 0) throw refuse(empty)
  return fields
}

/** A private key is a text file whose last line ends like the others. */
function findPadded(fields: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(fields)
    .filter(([name]) => name !== 'privateKey')
    .filter(([, value]) => typeof value === 'string' && value !== value.trim())
    .map(([name]) => name)
}

function askAboutBlanks(names: readonly string[]) {
  const sentence = 'starts or ends with a blank or line break'
  return invalidInput(
    `${names.join(', ')} ${sentence}: say whether to keep or to remove it (blanks: keep | remove).`,
    {
      reason: 'secret_has_blanks',
      fields: names.map((path) => ({ path, message: sentence })),
      details: { blankFields: names },
    },
  )
}

function refuse(faults: readonly CredentialFault[]) {
  const fields = faults.map((fault) => ({ path: fault.field, message: toFaultSentence(fault) }))
  return invalidInput(fields.map(({ path, message }) => `${path} ${message}`).join('; '), {
    reason: 'credential_invalid',
    fields,
    details: { faults },
  })
}

const codes: Readonly<Record<string, CredentialFaultCode>> = {
  too_big: 'too_long',
  too_small: 'empty',
}

function toFault(
  issue: z.core.$ZodIssue,
  fields: Readonly<Record<string, unknown>>,
): CredentialFault {
  if (issue.code === 'unrecognized_keys') {
    // Cut short, because somebody may have put the secret in the place of a name.
    const names = issue.keys.map((key) => key.slice(0, 24)).join(', ')
    return { field: names, code: 'unknown_field', params: {} }
  }
  const field = issue.path.join('.')
  const code = field in fields ? (codes[issue.code] ?? 'not_text') : 'missing'
  return { field, code, params: {} }
}
