import { ApiError, requestJson } from '#components/api/request-json.ts'
import type { CredentialAddress, SetCredentialInput } from '#lib/credentials/schemas.ts'
import type { BlankChoice, CredentialFault } from '#lib/credentials/vocabulary.ts'
import { type CredentialFormValues, toCredential } from './credential-fields.ts'

/** What the form has to say about an attempt that stored nothing. */
export type Objection =
  | { readonly kind: 'blanks'; readonly fields: readonly string[] }
  | { readonly kind: 'faults'; readonly faults: readonly CredentialFault[] }

export function toCredentialPath({ platform, account }: CredentialAddress): string {
  return `/api/v1/credentials/${platform}/${encodeURIComponent(account)}`
}

/** Resolves to null once it is stored, or to what has to be answered or mended first; throws for everything else. */
export async function storeCredential(
  values: CredentialFormValues,
  blanks?: BlankChoice,
): Promise<Objection | null> {
  const body: SetCredentialInput = {
    credential: toCredential(values),
    ...(blanks ? { blanks } : {}),
  }
  try {
    await requestJson<unknown>(toCredentialPath(values), { method: 'PUT', body })
    return null
  } catch (error) {
    const objection = error instanceof ApiError ? toObjection(error) : null
    if (objection) return objection
    throw error
  }
}

function toObjection({ reason, details }: ApiError): Objection | null {
  // Safe because the API's problems are made of the same types.
  if (reason === 'secret_has_blanks') {
    return { kind: 'blanks', fields: details.blankFields as readonly string[] }
  }
  if (reason === 'credential_invalid') {
    return { kind: 'faults', faults: details.faults as readonly CredentialFault[] }
  }
  return null
}
