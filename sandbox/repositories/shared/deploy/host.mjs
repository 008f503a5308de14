/** Calls the control API of the host that runs this system. */
export async function callHost(method, path, body) {
  const { SANDBOX_HOST_URL: url, SANDBOX_HOST_TOKEN: token } = process.env
  if (!url || !token) fail('SANDBOX_HOST_URL and SANDBOX_HOST_TOKEN must be set.')
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
    signal: AbortSignal.timeout(60_000),
  })
  const answer = await response.json()
  if (!response.ok) {
    for (const line of answer.log ?? []) console.log(`  | ${line}`)
    fail(answer.message)
  }
  return answer
}

/** What is to be released where, from the variables the workflow sets. */
export function readTarget() {
  const { SYSTEM: system, STAGE: stage, RELEASE_COMMIT: commit } = process.env
  if (!system || !stage || !commit) fail('SYSTEM, STAGE and RELEASE_COMMIT must be set.')
  return { system, stage, commit }
}

export function fail(message) {
  console.error(`::error::${message}`)
  process.exit(1)
}
