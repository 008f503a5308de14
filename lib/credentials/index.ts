export { checkAccessNow } from './check-access-now.ts'
export { deleteCredential } from './delete-credential.ts'
export { listAccess } from './list-access.ts'
export { listCredentials } from './list-credentials.ts'
export { readCredential } from './read-credential.ts'
export { requireEncryptionKeys } from './require-encryption-keys.ts'
export { type Rotation, rotateCredentials } from './rotate-credentials.ts'
export { CheckAccessInput, CredentialAddress, SetCredentialInput } from './schemas.ts'
export { setCredential } from './set-credential.ts'
export {
  type AccessEntryDto,
  accessEntrySchema,
  credentialListSchema,
  storedCredentialSchema,
} from './types.ts'
export { watchEncryptionKeys } from './watch-encryption-keys.ts'
