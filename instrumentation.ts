/** Run by Next once per server process: https://nextjs.org/docs/app/api-reference/file-conventions/instrumentation */
export async function register(): Promise<void> {
  const isBuilding = process.env.NEXT_PHASE === 'phase-production-build'
  if (process.env.NEXT_RUNTIME !== 'nodejs' || isBuilding) return
  const { watchEncryptionKeys } = await import('#lib/credentials/index.ts')
  await watchEncryptionKeys()
  const { keepPresence } = await import('#lib/health/index.ts')
  keepPresence()
}
