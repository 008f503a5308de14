/** Value of `LEITSTAND_ENCRYPTION_KEYS` for tests that do not care which it is. */
export const testEncryptionKeys = 'test:bGVpdHN0YW5kLWtleS1vbmx5LWZvci10ZXN0cy0wMDE='
